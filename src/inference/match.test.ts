import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closure } from '../features/vocabulary.ts';
import { type Annotation, type Profile, shareOf } from '../registry/profiles.ts';
import { linearVocabulary as vocabulary } from './linear-model.fixture.ts';
import { type Match, matchFinding } from './match.ts';

const node = fc.nat({ max: vocabulary.ids.length - 1 });
const frequency = fc.constantFrom(undefined, '1/2', '3/4', '45%', 'very frequent', 'occasional');
const profile = fc
  .uniqueArray(fc.record({ node, frequency }), { selector: (annotation) => annotation.node, maxLength: 12 })
  .map(
    (annotations): Profile => ({
      id: 'OMIM:1',
      absent: [],
      annotations: annotations.map(({ node, frequency }) => ({
        node,
        references: [],
        ...(frequency !== undefined && { frequency }),
      })),
    }),
  );

/** The same by going through all annotations, in their order. */
function oracle(node: number, { annotations }: Profile): Match {
  const ic = (at: number) => vocabulary.informationContent[at]!;
  const above = closure(vocabulary, node);
  const share = ({ frequency }: Annotation) => shareOf(frequency) ?? 0.5;
  const exact = annotations.find((annotation) => annotation.node === node);
  if (exact) return { kind: 'exact', annotation: exact };
  const [special] = annotations
    .filter((other) => closure(vocabulary, other.node).has(node))
    .sort((a, b) => share(b) - share(a));
  if (special) return { kind: 'special', annotation: special };
  const [general] = annotations
    .filter((other) => above.has(other.node) && ic(other.node) >= 2)
    .sort((a, b) => ic(b.node) - ic(a.node));
  let best: Match = general ? { kind: 'general', annotation: general } : { kind: 'none' };
  let information = general ? ic(general.node) : 2;
  for (const annotation of annotations)
    for (const ancestor of closure(vocabulary, annotation.node)) {
      if (!above.has(ancestor) || ic(ancestor) <= information) continue;
      best = { kind: 'related', annotation, ancestor };
      information = ic(ancestor);
    }
  return best;
}

describe('the meeting of a finding and a profile', () => {
  it('is the most telling one of all annotations', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(node, profile, (node, profile) => {
        const match = matchFinding(node, profile, vocabulary);
        kinds.add(match.kind);
        expect(match).toEqual(oracle(node, profile));
      }),
      { numRuns: 2000, seed: 7 },
    );
    expect([...kinds].sort()).toEqual(['exact', 'general', 'none', 'related', 'special']);
  });
});
