import type { ReferenceInterval } from '../src/clinical/tables/reference-interval-row.ts';
import { intervalSources } from '../src/clinical/tables/reference-interval-sources.ts';
import { referenceIntervals } from '../src/clinical/tables/reference-intervals.ts';
import { unitWords } from '../src/clinical/unit-words.ts';
import { markdownTable, markdownText } from './markdown.ts';

/** docs/reference-intervals.md from the tables of adult intervals. */
export function renderReferenceIntervals(): string {
  const rows = [...referenceIntervals]
    .sort((a, b) => a.analyte.localeCompare(b.analyte, 'en'))
    .map((interval) => [
      markdownText(interval.analyte),
      interval.loinc.join(', '),
      whom(interval),
      limits(interval),
      markdownText(unitWords(interval.unit)),
      intervalSources[interval.source].label,
    ]);
  const analytes = new Set(referenceIntervals.map(({ analyte }) => analyte)).size;
  const codes = new Set(referenceIntervals.flatMap(({ loinc }) => loinc)).size;
  return [
    '# Adult reference intervals',
    '',
    'Generated from `src/clinical/tables/reference-intervals.ts` by `npm run docs`.',
    '',
    `${analytes} analytes under ${codes} LOINC codes, for adults who are not pregnant. They are used only where a result carries neither`,
    'an interpretation nor a reference range, and the evidence says so ("adult reference interval, ABIM 2026"). A value up to a tenth',
    "of the limit beyond it, or half the interval's width where that is less, stays undecided; decision limits of guidelines are",
    'definitions, of which the limit itself is high already. What lies between a limit and the normal zone is undecided.',
    '',
    ...markdownTable(['analyte', 'LOINC', 'of whom', 'limits', 'unit', 'source'], rows, 6),
    '',
    '## Sources',
    '',
    ...Object.values(intervalSources).map(({ label, citation }) => `- ${label}: ${citation}`),
    '',
  ].join('\n');
}

function whom({ sex, ageMin, ageMax }: ReferenceInterval): string {
  const people = sex === 'male' ? 'men' : sex === 'female' ? 'women' : 'adults';
  const ages = [
    ...(ageMin === undefined ? [] : [`from ${ageMin}`]),
    ...(ageMax === undefined ? [] : [`below ${ageMax}`]),
  ];
  return [people, ...ages].join(' ');
}

function limits({ low, high, normalLow, normalHigh, decision }: ReferenceInterval): string {
  const parts = [
    ...(low === undefined ? [] : [`low below ${low}`]),
    ...(normalLow === undefined && normalHigh === undefined ? [] : [`normal ${zone(normalLow, normalHigh)}`]),
    ...(high === undefined ? [] : [`high ${decision ? 'from' : 'above'} ${high}`]),
  ];
  return parts.join(', ');
}

function zone(from: number | undefined, to: number | undefined): string {
  if (from !== undefined && to !== undefined) return `${from}–${to}`;
  return from === undefined ? `to ${to}` : `from ${from}`;
}
