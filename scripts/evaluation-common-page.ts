import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { modelsDir } from '../src/config/paths.ts';
import { commonLabelsSchema } from '../src/registry/common-labels.ts';
import { commonPackageFiles } from '../src/registry/common-package.ts';
import { type CommonEvaluation, commonEvaluationSchema } from '../src/registry/common-reports.ts';
import { figurePath, figureSection, figureSvg } from './evaluation-figures.ts';
import { count } from './evaluation-tables.ts';
import { markdownTable, markdownText } from './markdown.ts';

type Group = CommonEvaluation['groups'][number];
type Metric = Group['metrics'][string];

const metrics = {
  top1: 'top 1',
  top3: 'top 3',
  top5: 'top 5',
  macroF1: 'macro F1',
  ece: 'ECE',
  ddr: 'ddr',
  ddp: 'ddp',
  ddf1: 'ddf1',
  conformalCoverage: 'set coverage',
} as const;

/** docs/evaluation-common.md and its plots: path → content. */
export function renderCommonEvaluation(dir = join(modelsDir, 'common-disease')): Readonly<Record<string, string>> {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(dir, file), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(read(commonPackageFiles.manifest));
  const evaluation = commonEvaluationSchema.parse(read(commonPackageFiles.evaluation));
  const { diagnoses } = commonLabelsSchema.parse(read(commonPackageFiles.labels));
  // Plots of all models lie in one folder.
  const curves = evaluation.curves.map((curve) => ({ ...curve, name: `common ${curve.name}` }));
  const labels = new Map(diagnoses.map(({ id, label }) => [id, label]));
  const page = [
    `# Evaluation of \`common-disease\` ${version}`,
    '',
    'Generated from `models/common-disease/` by `npm run docs`. `hoofbeats train common` measures the figures anew, and',
    '`hoofbeats evaluate common --ddxplus FILE` takes patients of your own. All patients are synthetic (DDXPlus): nothing here says',
    'how the model does on real ones.',
    '',
    ...headlines(evaluation),
    '## Evidence hidden',
    '',
    ...groupTable(evaluation.groups.filter(({ name }) => name === 'all')),
    '',
    'Values are percentages; in brackets the 95 % interval.',
    '',
    '## What was measured, and how',
    '',
    ...evaluation.protocol.map((line) => `- ${markdownText(line)}`),
    '',
    '## Subgroups, half of the evidence hidden',
    '',
    ...groupTable(evaluation.groups.filter(({ name }) => name !== 'all')),
    '',
    '## Figures',
    '',
    ...curves.flatMap((curve) => [...figureSection(curve), '']),
    '## By diagnosis, half of the evidence hidden',
    '',
    ...diagnosisTable(evaluation, labels),
    '',
  ].join('\n');
  const plots = curves.map((curve) => [`docs/${figurePath(curve)}`, figureSvg(curve)] as const);
  return { 'docs/evaluation-common.md': page, ...Object.fromEntries(plots) };
}

function headlines({ groups, interview }: CommonEvaluation): readonly string[] {
  const top1 = (hidden: number) => {
    const found = groups.find((one) => one.name === 'all' && one.reading === 'listed' && one.hidden === hidden);
    return `**${percent(found!.metrics.top1!.value)} %** with ${100 * hidden} % of the evidence hidden`;
  };
  const { meanQuestions, top1: accuracy } = interview.metrics;
  return [
    `- The right diagnosis first in ${[0, 0.5, 0.75].map(top1).join(', ')}; what is hidden is not marked as hidden.`,
    `- Interviews end after **${meanQuestions!.value.toFixed(1)} questions** on average, with the right diagnosis first in **${percent(accuracy!.value)} %** of ${count(interview.cases)} cases.`,
    '',
  ];
}

function groupTable(groups: readonly Group[]): readonly string[] {
  return markdownTable(
    ['group', 'reading', 'hidden', 'cases', ...Object.values(metrics)],
    groups.map(({ name, reading, hidden, cases, metrics: measured }) => [
      markdownText(name),
      reading,
      String(100 * hidden),
      count(cases),
      ...Object.keys(metrics).map((key) => cell(measured[key])),
    ]),
    2,
  );
}

function diagnosisTable({ byDiagnosis }: CommonEvaluation, labels: ReadonlyMap<string, string>): readonly string[] {
  return markdownTable(
    ['diagnosis', 'cases', 'top 1', 'top 3', 'precision of the first'],
    byDiagnosis
      .toSorted((a, b) => a.top1 - b.top1)
      .map(({ id, cases, top1, top3, precision }) => [
        markdownText(labels.get(id) ?? id),
        count(cases),
        ...[top1, top3, precision].map(percent),
      ]),
  );
}

const percent = (value: number) => (100 * value).toFixed(1);

function cell(metric: Metric | undefined): string {
  return metric ? `${percent(metric.value)}<br>(${percent(metric.low)}–${percent(metric.high)})` : '–';
}
