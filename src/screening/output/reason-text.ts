import type { DifferentialEntry } from '../../inference/differential.ts';
import type { Reason } from './work-list.ts';

/** Why a finding speaks, without a full stop. */
export const reasonText = ({ reason }: Pick<Reason, 'reason'>) => reason.replace(/\.$/, '');

/** Where a finding comes from: value, resource and day of its newest sources. */
export const sourcesText = ({ sources }: Pick<Reason, 'sources'>) =>
  sources
    .map(({ text, reference, date }) => [text, reference, date?.slice(0, 10)].filter((part) => part).join(', '))
    .join('; ');

/** The newest source in short, beside a sentence: value and day, and enough of the resource's id to find it in the files. */
export function newestSourceText({ sources: [newest] }: Pick<Reason, 'sources'>): string {
  if (!newest) return '';
  const { text, reference, date } = newest;
  const [type, id = ''] = reference.split('/');
  const short = id.length > shownOfId ? `${type}/${id.slice(0, shownOfId)}…` : reference;
  return [text, date?.slice(0, 10), short].filter((part) => part).join(', ');
}

const shownOfId = 13;

/** A sentence under the heading that names the disease, without naming it once more. */
export const underHeading = (sentence: string, disease: string) =>
  sentence
    .replaceAll(` of patients with ${disease}`, ' of patients')
    .replaceAll(` with ${disease}`, '')
    .replaceAll(` in ${disease}`, '');

/** What the record does not say about a diagnosis. */
export const gapText = ({ label, reason }: DifferentialEntry['unknown'][number]) =>
  reasonText({ reason: reason.includes(label) ? reason : `${label}: ${reason}` });
