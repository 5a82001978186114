import type { Assessment, NotObtained } from '../assessment/assessment.ts';
import { contentName } from '../assessment/prefetch-content.ts';
import { bold, bullets, inert, longestQuoting, paragraphs, plain } from './markdown.ts';

const notObtainedWords: Readonly<Record<NotObtained['reason'], string>> = {
  absent: 'not sent',
  failed: 'could not be read',
  truncated: 'cut short',
};
const mostIssues = 4;
/** Codes that were not understood, by name. */
const mostNamed = 4;

/** What a reader must know before trusting the list: gaps, doubts about the data, versions, and what this is not. */
export function limits(assessment: Assessment): string {
  const items = [...cautions(assessment), ...gaps(assessment), ...doubts(assessment)];
  return paragraphs([
    items.length === 0 ? '' : `${bold('Incomplete or doubtful data')}\n${bullets(items)}`,
    'Decision support, not a diagnosis; may be incomplete.',
    provenance(assessment),
  ]);
}

const cautions = ({ applicability }: Assessment) =>
  applicability.verdict === 'caution' ? applicability.reasons.map(({ text }) => `Caution: ${inert(text)}`) : [];

function gaps({ notObtained, case: { coverage } }: Assessment): readonly string[] {
  const missing = notObtained.map(({ what, reason }) => `${plain(contentName(what))} (${notObtainedWords[reason]})`);
  const unmapped = coverage.unmapped.reduce((sum, { count }) => sum + count, 0);
  const named = coverage.unmapped.slice(0, mostNamed).map(({ display, code }) => plain(display || code));
  const more = coverage.unmapped.length > mostNamed ? ', …' : '';
  return [
    ...(missing.length > 0 ? [`Not obtained: ${missing.join(', ')}`] : []),
    ...(unmapped > 0
      ? [`${unmapped} of ${coverage.total} entries of the record were not understood: ${named.join(', ')}${more}`]
      : []),
  ];
}

/** Warnings first: they may have changed the list. */
function doubts({ case: { issues } }: Assessment): readonly string[] {
  const sorted = issues.toSorted((a, b) => Number(b.severity === 'warning') - Number(a.severity === 'warning'));
  const more = sorted.length - mostIssues;
  return [
    ...sorted.slice(0, mostIssues).map(({ text }) => plain(text, longestQuoting)),
    ...(more > 0 ? [`and ${more} more notes on the data`] : []),
  ];
}

/** Day of the newest resource that a finding rests on: the card is as old as its evidence, not as the call. */
function newestEvidence({ case: { findings } }: Assessment): string | undefined {
  let newest = '';
  for (const { sources } of findings) for (const { date = '' } of sources) if (date > newest) newest = date;
  return newest.slice(0, 10) || undefined;
}

function provenance(assessment: Assessment): string {
  const { differential, versions } = assessment;
  const newest = newestEvidence(assessment);
  const knowledge = Object.entries(versions.knowledge).map(([name, version]) => `${name} ${version}`);
  return [
    ...(newest === undefined ? [] : [`Newest evidence ${plain(newest)}`]),
    ...(differential ? [`${differential.candidates} diseases compared`] : []),
    `model ${inert(versions.model)}`,
    ...(knowledge.length > 0 ? [`knowledge ${inert(knowledge.join(', '))}`] : []),
    `code ${inert(versions.code)}`,
  ].join('; ');
}
