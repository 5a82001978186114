import type { Evaluation } from '../src/registry/reports.ts';
import { type MetricColumn, metricColumns, type Theme } from './evaluation-themes.ts';
import { markdownTable, markdownText } from './markdown.ts';

export type Group = Evaluation['groups'][number];
type Metric = Group['metrics'][string];

/** Rows of a theme's table: the named groups in their order, with support before knowledge alone. */
export function groupsOf({ groups }: Pick<Theme, 'groups'>, evaluation: Evaluation): readonly Group[] {
  return groups.flatMap((name) => inModeOrder(evaluation.groups.filter((group) => group.name === name)));
}

function inModeOrder(groups: readonly Group[]): readonly Group[] {
  return groups.toSorted((a, b) => Number(a.mode === 'knowledge alone') - Number(b.mode === 'knowledge alone'));
}

/** A group a row, a metric a column, and one more column where it is given. */
export function metricTable(
  groups: readonly Group[],
  metrics: readonly string[],
  more?: { readonly heading: string; readonly cell: (group: Group) => string },
): readonly string[] {
  const headings = ['group', 'mode', 'cases', 'diseases', ...metrics.map((key) => columnOf(key).title)];
  const rows = groups.map((group) => [
    markdownText(group.name),
    group.mode,
    count(group.cases),
    count(group.diseases),
    ...metrics.map((key) => metricCell(group, key)),
    ...(more ? [more.cell(group)] : []),
  ]);
  return markdownTable(more ? [...headings, more.heading] : headings, rows, 2);
}

/** The table of a theme; no lines where none of its groups was measured. */
export function themeTable(theme: Omit<Theme, 'groups'>, groups: readonly Group[]): readonly string[] {
  if (groups.length === 0) return [];
  const metrics = theme.metrics.filter((key) => groups.some((group) => key in group.metrics));
  return metricTable(groups, metrics, theme.kept && keptColumn(theme.kept, groups));
}

function keptColumn({ metric, of }: NonNullable<Theme['kept']>, groups: readonly Group[]) {
  return {
    heading: `${columnOf(metric).title} kept`,
    cell: (group: Group) => {
      const whole = groups.find(({ name, mode }) => name === of && mode === group.mode);
      const [part, base] = [group.metrics[metric]?.value, whole?.metrics[metric]?.value];
      // A ratio of different cases would compare the cases and not the records.
      const comparable = group !== whole && group.cases === whole?.cases;
      return comparable && part !== undefined && base ? ((100 * part) / base).toFixed(0) : '';
    },
  };
}

/** The heading of a metric and how it is written. */
export function columnOf(key: string): MetricColumn | { readonly title: string; readonly unit: 'plain' } {
  return metricColumns[key] ?? { title: markdownText(key), unit: 'plain' };
}

const writers: Readonly<Record<MetricColumn['unit'] | 'plain', (value: number) => string>> = {
  percent: (value) => (100 * value).toFixed(1),
  count: (value) => value.toLocaleString('en', { maximumSignificantDigits: 3 }),
  plain: (value) => value.toLocaleString('en', { maximumSignificantDigits: 4 }),
};

/** Value over interval; a share of no cases is no figure. */
function metricCell({ cases, metrics }: Group, key: string): string {
  const metric: Metric | undefined = metrics[key];
  if (metric === undefined || cases === 0) return '–';
  const write = writers[columnOf(key).unit];
  return `${write(metric.value)}<br>(${write(metric.low)}–${write(metric.high)})`;
}

export const count = (value: number) => value.toLocaleString('en');
