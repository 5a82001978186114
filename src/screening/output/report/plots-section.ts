import type { Bin, GroupCount, RunSummary } from '../run-summary.ts';
import { type BarRow, barTable, countAndShare } from './bar-table.ts';
import { boundary, wholeNumber } from './figures.ts';
import { html, type Markup } from './markup.ts';

/** The plots of a run, each of them its own table. */
export function plotsSection(summary: RunSummary): Markup {
  const plots = [verdicts, triage, firstDiagnoses, findings, reasons, groups].flatMap((plot) => plot(summary) ?? []);
  return html`<section aria-labelledby="figures"><h2 id="figures">The run in figures</h2><div class="plots">${plots.map(
    (plot) => html`<figure>${plot}</figure>`,
  )}</div></section>`;
}

type Plot = (summary: RunSummary) => Markup | undefined;

const verdicts: Plot = ({ patients }) => {
  const row = (label: string, value: number, kind: 'strong' | 'plain' | 'faint'): BarRow => ({
    label,
    segments: [{ value, kind }],
    figure: countAndShare(value, patients.screened),
  });
  return barTable(
    'What became of the patients',
    ['Result', 'Patients'],
    [
      row('Suggested for review', patients.suggested, 'strong'),
      row('No rare disease likely', patients.withheld, 'plain'),
      row('No diagnosis supported by enough findings', patients.withoutDiagnosis, 'plain'),
      row('Not assessable', patients.notAssessable, 'faint'),
    ],
  );
};

const triage: Plot = ({ triage: bins, triageThreshold: threshold }) => {
  if (bins.length === 0) return undefined;
  const all = total(bins);
  const rows = bins.map(({ from, to, patients }): BarRow => {
    const above = threshold !== undefined && from >= threshold;
    return {
      label: range(from, to ?? 1),
      segments: [{ value: patients, kind: above ? 'strong' : 'plain' }],
      figure: countAndShare(patients, all),
      ...(from === threshold && { divided: `Threshold ${boundary(from)}: from here on diagnoses are suggested` }),
    };
  });
  return barTable('Probability that a rare disease explains the findings', ['Probability', 'Assessed patients'], rows);
};

const range = (from: number, to: number) =>
  from === 0
    ? `below ${boundary(to)}`
    : to === 1
      ? `${boundary(from)} or more`
      : `${boundary(from)} to ${boundary(to)}`;

const mostDiagnoses = 15;

const firstDiagnoses: Plot = ({ firstDiagnoses: diagnoses, patients }) => {
  const [top] = diagnoses;
  if (!top) return undefined;
  const table = barTable(
    `Most frequent first diagnoses of the ${wholeNumber(patients.suggested)} suggested patients`,
    ['Diagnosis', 'Patients'],
    diagnoses.slice(0, mostDiagnoses).map(({ id, label, patients: count }) => ({
      label: html`${label} <small>${id}</small>`,
      segments: [{ value: count, kind: 'strong' }],
      figure: countAndShare(count, patients.suggested),
    })),
  );
  return isCrowd(top.patients, patients.suggested)
    ? html`${table}<p class="note">${wholeNumber(top.patients)} patients share the first diagnosis ${top.label}. No rare disease is that frequent among so few: look at what their records have in common, such as the way a site codes, before reviewing them one by one.</p>`
    : table;
};

/** So many patients with one rare disease say more about their records than about them. */
const crowd = { patients: 10, share: 0.2 } as const;
const isCrowd = (count: number, all: number) => count >= crowd.patients && count / all >= crowd.share;

const findings: Plot = ({ findings: bins, patients }) =>
  barTable(
    'How much the records say: findings of each patient (the first part of a bar could be assessed)',
    ['Findings', 'Patients'],
    bins.map(({ from, to, patients: count, assessed }) => ({
      label: to === undefined ? `${from} or more` : to === from + 1 ? String(from) : `${from} to ${to - 1}`,
      segments: [
        { value: assessed, kind: 'plain' },
        { value: count - assessed, kind: 'faint' },
      ],
      figure: countAndShare(count, patients.screened),
    })),
  );

const mostReasons = 8;

const reasons: Plot = ({ notAssessable, patients }) =>
  notAssessable.length === 0
    ? undefined
    : barTable(
        'Why patients could not be assessed',
        ['Reason', 'Patients'],
        notAssessable.slice(0, mostReasons).map(({ reason, patients: count }) => ({
          label: reason,
          segments: [{ value: count, kind: 'faint' }],
          figure: countAndShare(count, patients.notAssessable),
        })),
      );

const groups: Plot = ({ ages, sexes }) =>
  html`<table class="groups"><caption>Who was screened</caption>
<thead><tr><th scope="col">Group</th><th scope="col">Screened</th><th scope="col">Assessed</th><th scope="col">Suggested</th></tr></thead>
<tbody>${[...ages, ...sexes].map(groupRow)}</tbody></table>`;

const groupRow = ({ group, screened, assessed, suggested }: GroupCount) =>
  html`<tr><th scope="row">${group}</th><td>${wholeNumber(screened)}</td><td>${countAndShare(assessed, screened)}</td><td>${countAndShare(suggested, screened)}</td></tr>
`;

const total = (bins: readonly Bin[]) => bins.reduce((sum, { patients }) => sum + patients, 0);
