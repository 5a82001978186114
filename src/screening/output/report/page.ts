import type { RunSummary } from '../run-summary.ts';
import type { WorkListRow } from '../work-list.ts';
import { aboutSection } from './about-section.ts';
import { counted, moment, wholeNumber } from './figures.ts';
import { html, type Markup, trusted } from './markup.ts';
import { plotsSection } from './plots-section.ts';
import { styleSheet } from './style-sheet.ts';
import { workListSection } from './work-list-section.ts';

/** `report.html`: one page that loads nothing and runs nothing, for a screen of any width and for paper. */
export function reportPage(summary: RunSummary, list: readonly WorkListRow[]): string {
  const { run } = summary;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">
<title>Screening for rare diseases, ${run.finishedAt.slice(0, 10)}</title>
<style>${trusted(styleSheet)}</style></head>
<body><main>
<header class="page"><p class="private">Contains patient data</p><h1>Screening for rare diseases</h1>
<p class="lead">${lead(summary)}</p>
<p class="note">${run.source}; finished ${moment(run.finishedAt)}.</p>
${tiles(summary)}</header>
${workListSection(list, summary)}
${plotsSection(summary)}
${aboutSection(summary)}
</main></body></html>
`.markup;
}

function lead({ patients, workList }: RunSummary): string {
  const { screened, suggested, notAssessable } = patients;
  const review =
    suggested === 0
      ? 'none is suggested for review'
      : `${counted(suggested, 'is', 'are')} suggested for review${workList.length < suggested ? `, of whom the first ${wholeNumber(workList.length)} are on the work list` : ''}`;
  const rest = screened - suggested - notAssessable;
  return `Of ${counted(screened, 'patient')}, ${review}. For ${wholeNumber(rest)} the record gives no reason to think of a rare disease, and ${wholeNumber(notAssessable)} could not be assessed because too little is known.`;
}

function tiles({ patients, workList, run }: RunSummary): Markup {
  const { expectedYield, numberNeededToReview: needed } = workList;
  const shown: readonly (readonly [string, string])[] = [
    ['screened', wholeNumber(patients.screened)],
    ['on the work list', wholeNumber(workList.length)],
    ...(expectedYield !== undefined && needed !== undefined
      ? [
          ['expected with a rare disease*', oneDecimal(expectedYield)] as const,
          ['reviewed for each of them*', oneDecimal(needed)] as const,
        ]
      : []),
    ['not assessable', wholeNumber(patients.notAssessable)],
    ['problems with the input', wholeNumber(run.problems)],
  ];
  return html`<ul class="tiles">${shown.map(([name, figure]) => html`<li><b>${figure}</b> ${name}</li>`)}</ul>`;
}

const oneDecimal = (value: number) => (value < 10 ? value.toFixed(1) : wholeNumber(value));
