import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commands } from '../src/cli/commands.ts';
import { projectRoot } from '../src/config/paths.ts';
import { configSchema } from '../src/config/schema.ts';
import { errorTable } from '../src/errors/table.ts';
import { metricTable } from '../src/monitoring/metric-table.ts';
import { renderCapacity } from './capacity-page.ts';
import { renderChartReadme } from './chart-readme.ts';
import { renderCommonDiseaseMap } from './common-disease-map-page.ts';
import { renderConformance, standards } from './conformance-page.ts';
import { renderCommonEvaluation } from './evaluation-common-page.ts';
import { readMeasuredModel, renderEvaluation } from './evaluation-page.ts';
import { renderOpenApi } from './openapi-page.ts';
import { renderReferenceIntervals } from './reference-interval-page.ts';

const cell = (text: unknown) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

/** docs/errors.md from the error table. */
export function renderErrors(): string {
  const rows = Object.entries(errorTable).map(
    ([code, { status, issue, mend }]) => `| \`${code}\` | ${status} | ${issue} | ${cell(mend)} |`,
  );
  return [
    '# Errors',
    '',
    'Generated from `src/errors/table.ts` by `npm run docs`. Every refusal is a FHIR OperationOutcome: `issue.code` is the',
    'issue type, `issue.details.coding.code` the stable code, `issue.diagnostics` says what was wrong, where, and how to mend it.',
    '',
    '| code | HTTP status | issue type | how to mend it |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** docs/configuration.md from the configuration schema. */
export function renderConfiguration(): string {
  const rows = Object.entries(configSchema.shape).map(([name, schema]) => {
    const absent = schema.safeParse(undefined);
    const fallback = absent.success && String(absent.data ?? '') !== '' ? `\`${defaultText(absent.data)}\`` : 'none';
    return `| \`${name}\` | ${fallback} | ${cell(schema.description ?? '')} |`;
  });
  return [
    '# Configuration',
    '',
    'Generated from `src/config/schema.ts` by `npm run docs`. Settings are environment variables; an empty one counts as not set.',
    '`NAME_FILE` in place of any `NAME` names a file that holds the value, e.g. `DATABASE_URL_FILE=/run/secrets/database-url`:',
    'for secrets that Docker, Kubernetes or Vault mount.',
    '',
    '| variable | default | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** docs/metrics.md from the table of metrics. */
export function renderMetrics(): string {
  const rows = Object.values(metricTable).map(
    ({ name, kind, labels, help }) => `| \`${name}\` | ${kind} | ${labels.join(', ')} | ${cell(help)} |`,
  );
  return [
    '# Metrics',
    '',
    'Generated from `src/monitoring/metric-table.ts` by `npm run docs`. `hoofbeats serve` answers `GET /metrics` at its own address,',
    '`hoofbeats worker` at `WORKER_PORT`, in the Prometheus text format, with the defaults of prom-client (process, heap, event loop',
    'lag, garbage collection) beside these. What to watch of the queues: depth (`hoofbeats_queue_jobs`), age',
    '(`hoofbeats_queue_oldest_seconds`), load that was shed and calls that were answered without a worker',
    '(`hoofbeats_queue_fallbacks_total`), and what workers make of their jobs (`hoofbeats_worker_jobs_total`). Dashboards and alerts:',
    '[observe](observe.md).',
    '',
    '| name | kind | labels | meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** docs/commands.md from the table of commands. */
export function renderCommands(): string {
  const rows = commands.map(
    ({ name, syntax, summary }) => `| \`${`${name} ${cell(syntax)}`.trim()}\` | ${cell(summary)} |`,
  );
  return [
    '# Commands',
    '',
    'Generated from `src/cli/commands.ts` by `npm run docs`. `npx hoofbeats COMMAND` in a checkout, or `npm run -s hoofbeats -- COMMAND`;',
    '`hoofbeats --help` prints the same. `--json` prints one JSON object on stdout and nothing else. Exit status: 0, 1 when the command failed,',
    '2 when it was called wrongly.',
    '',
    '| command | what |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** A default that is a path inside the project is shown relative to it: the page must not name a machine. */
function defaultText(value: unknown): string {
  const text = String(value);
  return text.startsWith(projectRoot) ? `.${text.slice(projectRoot.length)}` : text;
}

/** The evaluation pages and their plots: which plots there are depends on the packages, so they are read as this module loads. */
const evaluation = Object.entries({ ...renderEvaluation(readMeasuredModel()), ...renderCommonEvaluation() }).map(
  ([path, content]) => [path, () => content] as const,
);

const openApi = await renderOpenApi();

export const generatedDocs: Readonly<Record<string, () => string>> = {
  'docs/errors.md': renderErrors,
  'docs/configuration.md': renderConfiguration,
  'docs/reference-intervals.md': renderReferenceIntervals,
  'docs/common-disease-map.md': renderCommonDiseaseMap,
  'docs/metrics.md': renderMetrics,
  'docs/capacity.md': renderCapacity,
  'docs/commands.md': renderCommands,
  'helm/hoofbeats/README.md': renderChartReadme,
  'docs/openapi.json': () => openApi,
  ...Object.fromEntries(Object.entries(standards).map(([path, standard]) => [path, () => renderConformance(standard)])),
  ...Object.fromEntries(evaluation),
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // A plot that the package no longer has must not linger.
  rmSync(join(projectRoot, 'docs', 'evaluation'), { recursive: true, force: true });
  for (const [path, render] of Object.entries(generatedDocs)) {
    mkdirSync(dirname(join(projectRoot, path)), { recursive: true });
    writeFileSync(join(projectRoot, path), render());
  }
}
