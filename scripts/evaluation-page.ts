import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { modelsDir } from '../src/config/paths.ts';
import { packageFiles } from '../src/registry/model-package.ts';
import { type Evaluation, evaluationSchema } from '../src/registry/reports.ts';
import { type Triage, triageSchema } from '../src/registry/triage.ts';
import { figurePath, figureSection, figureSvg } from './evaluation-figures.ts';
import { count, type Group, groupsOf, metricTable, themeTable } from './evaluation-tables.ts';
import { mainTheme, metricColumns, otherTheme, type Theme, themes } from './evaluation-themes.ts';
import { markdownTable, markdownText } from './markdown.ts';

/** A package's report, and whose it is. */
export interface MeasuredModel {
  readonly id: string;
  readonly version: string;
  readonly evaluation: Evaluation;
  readonly triage: Triage;
}

const identity = z.object({ id: z.string(), version: z.string() });

/** Reads the reports of a model package. */
export function readMeasuredModel(dir = join(modelsDir, 'rare-disease')): MeasuredModel {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(dir, file), 'utf8'));
  return {
    ...identity.parse(read(packageFiles.manifest)),
    evaluation: evaluationSchema.parse(read(packageFiles.evaluation)),
    triage: triageSchema.parse(read(packageFiles.triage)),
  };
}

/** docs/evaluation.md and its plots: path → content. */
export function renderEvaluation(model: MeasuredModel): Readonly<Record<string, string>> {
  const plots = model.evaluation.curves.map((curve) => [`docs/${figurePath(curve)}`, figureSvg(curve)] as const);
  return { 'docs/evaluation.md': page(model), ...Object.fromEntries(plots) };
}

function page({ id, version, evaluation, triage }: MeasuredModel): string {
  const named = new Set([mainTheme, ...themes].flatMap(({ groups }) => groups));
  const others = evaluation.groups.filter(({ name }) => !named.has(name));
  return [
    `# Evaluation of \`${id}\` ${version}`,
    '',
    'Generated from `models/rare-disease/` by `npm run docs`. `hoofbeats evaluate rare` measures the figures anew (half an hour on two',
    'cores), and `hoofbeats evaluate rare --phenopackets FILE` ranks cases of your own. All cases are published ones: nothing here',
    'was measured on patients of a hospital.',
    '',
    ...headlines(evaluation),
    ...themeSection(mainTheme, groupsOf(mainTheme, evaluation)),
    ...columnMeanings(evaluation),
    ...protocol(evaluation),
    ...themes.flatMap((theme) => themeSection(theme, groupsOf(theme, evaluation))),
    ...themeSection(otherTheme, others),
    ...triageSection(triage),
    ...curves(evaluation),
    ...everything(evaluation),
  ].join('\n');
}

/** The first sentence of each mode, for who reads no further. */
function headlines(evaluation: Evaluation): readonly string[] {
  const candidates = count(evaluation.candidates);
  const lines = groupsOf({ groups: ['all'] }, evaluation).flatMap(({ mode, cases, metrics: { top1, top10 } }) => {
    if (cases === 0 || !top1 || !top10) return [];
    const percent = ({ value }: typeof top1) => `**${(100 * value).toFixed(1)} %**`;
    return [
      `- ${modeNames[mode]}: the right disease first in ${percent(top1)} and among the first ten in ${percent(top10)} of ${count(cases)} cases, out of ${candidates} candidates.`,
    ];
  });
  return lines.length === 0 ? [] : [...lines, ''];
}

const modeNames: Readonly<Record<Group['mode'], string>> = {
  'with support': 'With support cases (patients of other publications)',
  'knowledge alone': 'With knowledge alone (annotations, no patient)',
};

function themeSection(theme: Omit<Theme, 'groups'>, groups: readonly Group[]): readonly string[] {
  const table = themeTable(theme, groups);
  return table.length === 0 ? [] : [`## ${theme.title}`, '', theme.hint, '', ...table, ''];
}

/** What the headings mean, of the metrics that were measured. */
function columnMeanings({ groups }: Evaluation): readonly string[] {
  const measured = Object.entries(metricColumns).filter(([key]) => groups.some(({ metrics }) => key in metrics));
  return [
    'Values are percentages, set sizes are counts; in brackets the 95 % interval.',
    '',
    ...measured.map(([, { title, meaning }]) => `- **${title}**: ${meaning}`),
    '',
  ];
}

function protocol({ protocol, dataSets, candidates }: Evaluation): readonly string[] {
  const rows = dataSets.map(({ name, cases, licence }) => [markdownText(name), markdownText(licence), count(cases)]);
  return [
    '## What was measured, and how',
    '',
    ...protocol.map((line) => `- ${markdownText(line)}`),
    `- Every case is ranked against all ${count(candidates)} candidates.`,
    '',
    ...markdownTable(['data set', 'licence', 'cases'], rows, 2),
    '',
  ];
}

/** Whether any rare disease is likely, told from background patients. */
function triageSection({ evaluation, prior, threshold, sensitivity, specificity, rightWhenSure, fittedOn }: Triage) {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const interval = ({ value, low, high }: Triage['evaluation'][number]['auroc']) =>
    `${value.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
  const rows = evaluation.map(({ name, auroc, aurocOfEqualLength, aurocOfLengthAlone, sensitivityAt90 }) => [
    markdownText(name),
    interval(auroc),
    interval(aurocOfEqualLength),
    aurocOfLengthAlone.toFixed(3),
    interval(sensitivityAt90),
  ]);
  return [
    '## Is a rare disease likely at all?',
    '',
    `The triage score tells published cases from background patients with as many findings. ${markdownText(fittedOn)} Features were`,
    'chosen on the same folds: the figures are untouched by the fit, but not by that choice. Where all common findings are known, the',
    'background is made of the very list that the score knows, so those rows flatter; the others do not.',
    '',
    ...markdownTable(
      ['published cases', 'AUROC', 'among equal lengths', 'by length alone', 'sensitivity at 90 % specificity'],
      rows,
      1,
    ),
    '',
    `The probability supposes that ${percent(prior.share)} of patients have a rare disease (${markdownText(prior.source)}). Below ${threshold} nothing`,
    `is suggested from a record: ${percent(sensitivity)} of the sparse and noisy records pass, ${percent(1 - specificity)} of the background. Of first diagnoses`,
    `that are shown at 50 % or more, ${percent(rightWhenSure)} are right in that mixture.`,
    '',
  ];
}

function curves({ curves }: Evaluation): readonly string[] {
  return curves.length === 0 ? [] : ['## Curves', '', ...curves.flatMap(figureSection)];
}

/** Nothing that was measured is left out: every group with every metric. */
function everything({ groups }: Evaluation): readonly string[] {
  const keys = new Set([...Object.keys(metricColumns), ...groups.flatMap(({ metrics }) => Object.keys(metrics))]);
  const measured = [...keys].filter((key) => groups.some(({ metrics }) => key in metrics));
  return [
    '## Every figure',
    '',
    '<details>',
    `<summary>${count(groups.length)} groups with every metric</summary>`,
    '',
    ...metricTable(groups, measured),
    '',
    '</details>',
    '',
  ];
}
