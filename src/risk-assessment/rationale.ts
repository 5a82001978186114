import type { DifferentialEntry, EvidenceContribution } from '../inference/differential.ts';
import { citedSources } from './cited-sources.ts';

/** Why a diagnosis stands where it does, in sentences: evidence for it, against it, and what is not known. */
export function rationaleOf({ evidence, unknown }: DifferentialEntry): string {
  const reasons = (direction: EvidenceContribution['direction']) =>
    evidence
      .filter((contribution) => contribution.direction === direction)
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .map(({ reason, sources }) => {
        const sentence = reason.replace(/\.$/, '');
        return sources.length === 0 ? sentence : `${sentence} (${sourcesText(sources)})`;
      });
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

function sourcesText(sources: EvidenceContribution['sources']): string {
  const { cited, more } = citedSources(sources);
  return [...cited.map(sourceText), ...(more > 0 ? [`and ${more} older`] : [])].join('; ');
}

const sourceText = ({ reference, date, text }: EvidenceContribution['sources'][number]) =>
  [text, reference, date].filter((part) => part !== undefined && part !== '').join(', ');
