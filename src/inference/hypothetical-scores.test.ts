import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FindingStatus } from '../clinical/finding.ts';
import { buildTermVector } from '../features/term-vector.ts';
import { hypotheticalScores } from './hypothetical-scores.ts';
import { linearPort as port, linearVocabulary as vocabulary } from './linear-model.fixture.ts';
import { finding } from './marfan.fixture.ts';

const anyFinding = fc
  .tuple(fc.nat({ max: vocabulary.ids.length - 1 }), fc.constantFrom<FindingStatus>('present', 'excluded'))
  .map(([node, status]) => finding(vocabulary.ids[node]!, status));
const anyFindings = (minLength: number) =>
  fc.uniqueArray(anyFinding, { selector: ({ term }) => term, minLength, maxLength: 8 });

describe('hypotheticalScores', () => {
  it('are what running every hypothetical patient whole would give, however the findings lie to each other', () =>
    fc.assert(
      fc.asyncProperty(anyFindings(0), anyFindings(1), async (findings, additions) => {
        const vector = buildTermVector(findings, vocabulary);
        const scores = await port.score([vector]);
        const quick = await hypotheticalScores({ findings, vector, scores, additions, vocabulary, port });
        const whole = await port.score(
          additions.map((addition) => buildTermVector([...findings, addition], vocabulary)),
        );
        expect(quick).toHaveLength(additions.length);
        for (const [place, row] of quick.entries()) {
          row.forEach((score, diagnosis) => {
            expect(score).toBeCloseTo(whole[place * port.diagnoses + diagnosis]!, 3);
          });
        }
      }),
      { numRuns: 200 },
    ));

  it('asks the model nothing when there is nothing to add', async () => {
    const findings = [finding(vocabulary.ids[3]!)];
    const vector = buildTermVector(findings, vocabulary);
    const silent = { ...port, score: () => Promise.reject(new Error('asked')) };
    const request = { findings, vector, scores: new Float32Array(), additions: [], vocabulary, port: silent };
    expect(await hypotheticalScores(request)).toEqual([]);
  });
});
