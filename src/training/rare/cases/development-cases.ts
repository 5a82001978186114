import { buildTermVector, type TermVector } from '../../../features/term-vector.ts';
import type { InputVocabulary } from '../../../features/vocabulary.ts';
import type { SupportCase } from '../../../registry/support.ts';
import type { Candidate } from '../candidates/candidates.ts';
import type { SolvedCase } from './cases.ts';
import { entitiesById } from './entities-by-id.ts';

/** A published case with everything that training and evaluation ask of it. */
export interface DevelopmentCase {
  readonly row: TermVector;
  readonly publication: string;
  /** The candidate that its first id names; its support goes there. */
  readonly right: number;
  /** Every candidate that carries one of its ids: each of them is a hit. */
  readonly places: readonly number[];
  /** Its ids, joined. */
  readonly disease: string;
  /** Its publication is among the references of its disease's annotations. */
  readonly seen: boolean;
  readonly support: SupportCase;
}

/** Places the cases among the candidates. */
export function developmentCases(
  solved: readonly SolvedCase[],
  candidates: readonly Candidate[],
  vocabulary: InputVocabulary,
): readonly DevelopmentCase[] {
  const byId = entitiesById(candidates);
  return solved.map((one) => {
    const { diseases, publication } = one;
    const { right, places } = placesOf(diseases, byId, candidates);
    return {
      row: buildTermVector(one.case.findings, vocabulary),
      publication,
      right,
      places,
      disease: diseases.join(' '),
      seen: places.some((place) => candidates[place]!.profile.references.includes(publication)),
      support: supportCaseOf(one, right, vocabulary),
    };
  });
}

/** Candidates that carry one of a case's ids, and the one among them that its support goes to (−1 without any). */
export function placesOf(
  diseases: readonly string[],
  byId: ReadonlyMap<string, readonly number[]>,
  candidates: readonly { readonly id: string }[],
): { readonly right: number; readonly places: readonly number[] } {
  const places = [...new Set(diseases.flatMap((id) => byId.get(id) ?? []))];
  const right = places.find((place) => diseases.includes(candidates[place]!.id)) ?? places[0] ?? -1;
  return { right, places };
}

/** A solved case as support of a diagnosis. */
export function supportCaseOf(
  { case: found, publication }: SolvedCase,
  diagnosis: number,
  { nodeOf }: InputVocabulary,
): SupportCase {
  const nodes = (status: string) =>
    found.findings.flatMap((finding) => (finding.status === status ? (nodeOf.get(finding.term) ?? []) : []));
  return { diagnosis, publication, present: nodes('present'), excluded: nodes('excluded') };
}
