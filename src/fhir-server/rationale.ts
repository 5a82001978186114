import type { DifferentialEntry, EvidenceContribution } from '../inference/differential.ts';

/** Why a diagnosis stands where it does, in sentences: evidence for it, against it, and what is not known. */
export function rationaleOf({ evidence, unknown }: DifferentialEntry): string {
  const reasons = (direction: EvidenceContribution['direction']) =>
    evidence
      .filter((contribution) => contribution.direction === direction)
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .map(({ reason, sources }) => `${reason.replace(/\.$/, '')} (${sources.map(sourceText).join('; ')})`);
  return [
    paragraph('For', reasons('for')),
    paragraph('Against', reasons('against')),
    paragraph(
      'Not on record',
      unknown.map(({ label, reason }) => (reason.includes(label) ? reason : `${label}: ${reason}`)),
    ),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

const paragraph = (title: string, sentences: readonly string[]) =>
  sentences.length === 0 ? '' : `${title}: ${sentences.join('. ')}.`;

const sourceText = ({ reference, date, text }: EvidenceContribution['sources'][number]) =>
  [text, reference, date].filter((part) => part !== undefined && part !== '').join(', ');
