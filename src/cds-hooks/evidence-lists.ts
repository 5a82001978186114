import type { DifferentialEntry, EvidenceContribution } from '../inference/differential.ts';
import { bold, bullets, inert, paragraphs, plain } from './markdown.ts';

/** What fits in a side bar an eighth of a screen wide; the page shows the rest. */
const most = { for: 3, against: 2, unknown: 2, sources: 1 } as const;

/** Evidence for, evidence against, and what would tell but is not known: three lists of sentences. */
export function evidenceLists({ evidence, unknown }: DifferentialEntry): string {
  const speaking = (direction: EvidenceContribution['direction']) =>
    evidence
      .filter((contribution) => contribution.direction === direction)
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return paragraphs([
    list('For', speaking('for'), most.for, sentence),
    list('Against', speaking('against'), most.against, sentence),
    list('Not on record', unknown, most.unknown, ({ label, reason }) =>
      reason.includes(label) ? ending(reason) : `${inert(label)}: ${ending(reason)}`,
    ),
  ]);
}

function list<Item>(title: string, items: readonly Item[], most: number, sentence: (item: Item) => string): string {
  if (items.length === 0) return '';
  const more = items.length - most;
  const sentences = items.slice(0, most).map(sentence);
  return `${bold(title)}\n${bullets([...sentences, ...(more > 0 ? [`and ${more} more`] : [])])}`;
}

/** The reason, then value, unit, resource and date of each source. */
function sentence({ reason, sources }: EvidenceContribution): string {
  const named = sources.slice(0, most.sources).map(({ text, reference, date }) => {
    const place = date === undefined ? plain(reference) : `${plain(reference)}, ${plain(day(date))}`;
    return text === '' ? `(${place})` : `${plain(text)} (${place})`;
  });
  const more = sources.length - named.length;
  return `${ending(reason)} ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

/** A FHIR dateTime to the day: the hour of a specimen tells the reader nothing here. */
const day = (date: string) => date.slice(0, 10);

const ending = (reason: string) => `${inert(reason.replace(/\.$/, ''))}.`;
