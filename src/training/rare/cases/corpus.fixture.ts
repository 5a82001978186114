import { profileOf } from '../../../registry/profiles.ts';
import type { SupportCase } from '../../../registry/support.ts';
import { candidateList } from '../candidates/candidate-list.ts';
import { diseaseOf } from '../candidates/candidates.ts';
import { tinyKnowledge } from '../candidates/tiny-knowledge.fixture.ts';

const list = candidateList(tinyKnowledge, []);

/** The tiny knowledge as candidates. */
export const tinyCorpus = {
  ...list,
  diseases: list.candidates.map(({ flags, profile }) => diseaseOf(profileOf(profile), flags, list.vocabulary)),
};

/** A support case of the tiny knowledge; nodes by HPO id. */
export function tinyCase(diagnosis: number, publication: string, present: readonly string[]): SupportCase {
  const nodes = present.map((id) => list.vocabulary.nodeOf.get(id)!);
  return { diagnosis, publication, present: nodes, excluded: [] };
}
