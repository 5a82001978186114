import { parseDate } from '../fhir/date.ts';
import type { EvidenceAnswer } from './evidence-answer.ts';

/**
 * One answer for each evidence, sorted by its id: the newest one, with the earlier ones that say the same as further
 * sources. What people answer changes with their state, so an earlier answer that differs is history and no contradiction.
 */
export function mergeAnswers(answers: readonly EvidenceAnswer[]): readonly EvidenceAnswer[] {
  const byEvidence = new Map<string, EvidenceAnswer[]>();
  for (const answer of answers) byEvidence.set(answer.evidence, [...(byEvidence.get(answer.evidence) ?? []), answer]);
  return [...byEvidence.keys()].sort().flatMap((evidence) => {
    const [newest, ...earlier] = (byEvidence.get(evidence) ?? []).toSorted(newestFirst);
    if (!newest) return [];
    const same = earlier.filter((answer) => saying(answer) === saying(newest));
    return [{ ...newest, sources: [newest, ...same].flatMap(({ sources }) => sources) }];
  });
}

const saying = ({ status, values = [] }: EvidenceAnswer) => [status, ...values].join(' ');

/** Undated last; of one time by reference, so that the order of the input leaves no trace. */
function newestFirst(a: EvidenceAnswer, b: EvidenceAnswer): number {
  const [timeA, timeB] = [a, b].map(({ sources }) => parseDate(sources[0]?.date)?.start ?? Number.NEGATIVE_INFINITY);
  if (timeA !== timeB) return (timeB ?? 0) > (timeA ?? 0) ? 1 : -1;
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

const keyOf = (answer: EvidenceAnswer) => `${answer.sources[0]?.reference}\n${saying(answer)}`;
