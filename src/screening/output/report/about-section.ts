import type { Versions } from '../../../assessment/assessment.ts';
import type { RunSummary } from '../run-summary.ts';
import { boundary, moment, wholeNumber } from './figures.ts';
import { html, type Markup } from './markup.ts';

/** How to read the page, what it is not, and what made it. */
export function aboutSection(summary: RunSummary): Markup {
  return html`<section aria-labelledby="about"><h2 id="about">How to read this</h2>
<ul class="prose">${remarks(summary).map((text) => html`<li>${text}</li>`)}</ul>
<table class="facts"><caption>Run and versions</caption><tbody>${facts(summary).map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>
`,
  )}</tbody></table></section>`;
}

const remarks = ({ workList, triageThreshold, run }: RunSummary): readonly string[] => [
  'This is a list for review by health professionals. It is no diagnosis and may be incomplete: a patient who is not on it may still have a rare disease. Nothing has been sent to patients.',
  ...(triageThreshold === undefined
    ? []
    : [
        `“A rare disease” is the probability that some rare disease, whichever it is, explains the findings. Below ${boundary(triageThreshold)} no diagnosis is suggested.`,
      ]),
  '“This one, if any” supposes that one of the compared diseases is the cause; it is no share of all patients.',
  ...(workList.expectedYield === undefined
    ? []
    : [
        '* The sum of the probabilities on the list, for the share of patients with a rare disease that the model supposes (see its card). It has not been measured at this site: compare it with what your reviews find.',
      ]),
  'Each patient is shown with the findings that weigh most; worklist.csv and riskassessments.ndjson have more of them, with their sources.',
  'Findings come from coded results and conditions. What is written in free text, or was never recorded, is not seen.',
  ...(run.problems > 0
    ? [`${wholeNumber(run.problems)} entries of errors.ndjson say what was wrong with the input, with file and line.`]
    : []),
];

function facts({ run, versions }: RunSummary): readonly (readonly [string, string])[] {
  return [
    ['Run', run.id],
    ['Source', run.source],
    ['Started', moment(run.startedAt)],
    ['Finished', moment(run.finishedAt)],
    ...(run.transactionTime === undefined ? [] : [['Data up to', run.transactionTime] as const]),
    ...versions.flatMap(versionFacts),
  ];
}

const versionFacts = ({ model, code, knowledge, terminology }: Versions): readonly (readonly [string, string])[] => [
  ['Model', model],
  ['Hoofbeats', code],
  ['Knowledge', listOf(knowledge)],
  ['Terminology', listOf(terminology)],
];

const listOf = (named: Readonly<Record<string, string>>) =>
  Object.entries(named)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
