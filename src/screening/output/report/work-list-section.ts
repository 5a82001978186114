import { percent } from '../../../inference/percent.ts';
import { gapText, newestSourceText, reasonText, underHeading } from '../reason-text.ts';
import type { RunSummary } from '../run-summary.ts';
import type { Reason, WorkListRow } from '../work-list.ts';
import { bar } from './bar-table.ts';
import { counted } from './figures.ts';
import { html, type Markup } from './markup.ts';

/** Longer lists are worked through in the spreadsheet. */
const mostShown = 100;
const most = { for: 3, against: 2, notOnRecord: 2, alsoPossible: 3 } as const;

/** The patients to review, each with why the first diagnosis is suggested and what speaks against it. */
export function workListSection(list: readonly WorkListRow[], { workList, patients }: RunSummary): Markup {
  if (list.length === 0)
    return html`<section aria-labelledby="list"><h2 id="list">Work list</h2><p>No patient is suggested for review.</p></section>`;
  const shown = list.slice(0, mostShown);
  const left = patients.suggested - list.length;
  return html`<section aria-labelledby="list">
<h2 id="list">Work list</h2>
<p class="note">${workList.order}${
    left > 0
      ? ` ${counted(left, 'more suggested patient is', 'more suggested patients are')} beyond the capacity of ${workList.top}.`
      : ''
  }${list.length > shown.length ? ` The first ${shown.length} are shown here; worklist.csv has all ${list.length}.` : ''}</p>
<ol class="work">${shown.map((row, at) => html`${band(row, shown[at - 1])}${item(row)}`)}</ol>
</section>`;
}

/** Where a list turns from likely to unlikely; whoever reviews decides how far down to go. */
const bands: readonly (readonly [below: number, text: string])[] = [
  [0.01, 'From here on fewer than 1 in 100 are expected to have a rare disease.'],
  [0.1, 'From here on fewer than 1 in 10 are expected to have a rare disease.'],
];

const bandOf = ({ rareDiseaseProbability }: WorkListRow) =>
  rareDiseaseProbability === undefined ? undefined : bands.find(([below]) => rareDiseaseProbability < below)?.[1];

/** What stands above the first row of a band. */
function band(row: WorkListRow, before: WorkListRow | undefined): Markup | undefined {
  const text = bandOf(row);
  return text === undefined || (before && bandOf(before) === text) ? undefined : html`<li class="band">${text}</li>\n`;
}

function item({
  patient,
  sex,
  ageYears,
  findings,
  rareDiseaseProbability,
  diagnosis,
  alsoPossible,
}: WorkListRow): Markup {
  const here = (text: string) => underHeading(text, diagnosis.label);
  const sentence = (reason: Reason) =>
    html`${here(reasonText(reason))} <span class="source">${newestSourceText(reason)}</span>`;
  const person = [sex, ageYears === undefined ? undefined : age(ageYears), counted(findings, 'finding')];
  return html`<li><article>
<header><h3>${diagnosis.label}</h3><p class="who"><b>${patient}</b> <span>${person.filter((part) => part).join(', ')}</span></p>
<dl class="chances">${rareDiseaseProbability === undefined ? undefined : chance('A rare disease', rareDiseaseProbability, 'strong')}${chance('This one, if any', diagnosis.probability, 'plain')}</dl></header>
<div class="evidence">
${reasons('For', '+', diagnosis.for.map(sentence), most.for)}
${reasons('Against', '−', diagnosis.against.map(sentence), most.against)}
${reasons(
  'Not on record',
  '?',
  diagnosis.notOnRecord.map((gap) => html`${here(gapText(gap))}`),
  most.notOnRecord,
)}
</div>
${
  alsoPossible.length === 0
    ? undefined
    : html`<p class="also">Also possible: ${alsoPossible
        .slice(0, most.alsoPossible)
        .map(({ label, probability }) => `${label} (${percent(probability)})`)
        .join('; ')}</p>`
}
<p class="ids">${diagnosis.ids.join(' · ')}</p>
</article></li>
`;
}

const chance = (name: string, probability: number, kind: 'strong' | 'plain') =>
  html`<div><dt>${name}</dt><dd>${bar([{ value: probability, kind }], 1)}<span>${percent(probability)}</span></dd></div>`;

function reasons(title: string, sign: string, sentences: readonly Markup[], limit: number): Markup | undefined {
  if (sentences.length === 0) return undefined;
  return html`<section><h4><span aria-hidden="true">${sign}</span> ${title}</h4><ul>${sentences
    .slice(0, limit)
    .map((text) => html`<li>${text}</li>`)}</ul></section>`;
}

/** Of small children in months. */
const age = (years: number) =>
  years < 2 ? counted(Math.floor(years * 12), 'month') : counted(Math.floor(years), 'year');
