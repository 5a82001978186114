import type { Evaluation } from '../src/registry/reports.ts';
import { linePlot } from './line-plot.ts';
import { markdownTable, markdownText } from './markdown.ts';
import { markupText } from './markup.ts';
import { areShares, numberWriter } from './plot-axis.ts';

type Curve = Evaluation['curves'][number];
type Series = Curve['series'][number];

/** What the page adds to a curve that it knows by name. */
interface Figure {
  /** How to read it, one sentence. */
  readonly hint: string;
  /** Name of the line y = x, where it means something. */
  readonly diagonal?: string;
}

const figures: Readonly<Record<string, Figure>> = {
  rank: {
    hint: 'Read the height at 1, 3, 10 and 50: in so many cases the right disease is on a list of that length; the further up and left, the better.',
  },
  reliability: {
    hint: 'On the dashed line a probability means what it says; below it the model is too sure of itself, above it too modest.',
    diagonal: 'as often right as stated',
  },
  learning: {
    hint: 'A line that still climbs at its right end says that more published patients would still help; a flat one, that something else is missing.',
  },
  'common hidden': {
    hint: 'The later a line falls, the better the model stands missing evidence.',
  },
  'common interview': {
    hint: 'So often the right diagnosis stands first if the interview is cut off after so many questions.',
  },
  'common reliability': {
    hint: 'On the dashed line a probability means what it says; below it the model is too sure of itself, above it too modest.',
    diagonal: 'as often right as stated',
  },
};

/** Path of a curve's plot, relative to docs/. */
export function figurePath({ name }: Curve): string {
  return `evaluation/${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.svg`;
}

/** A curve as an SVG document. */
export function figureSvg(curve: Curve): string {
  const { diagonal } = figures[curve.name] ?? {};
  return linePlot({
    ...curve,
    description: describe(curve),
    logarithmic: diagonal === undefined && spansDecades(curve),
    ...(diagonal === undefined ? {} : { diagonal }),
  });
}

/** A curve's part of the page: plot, how to read it, and its numbers for who cannot see it. */
export function figureSection(curve: Curve): readonly string[] {
  const hint = figures[curve.name]?.hint;
  return [
    `### ${markdownText(curve.title)}`,
    '',
    `![${markdownText(describe(curve))}](${figurePath(curve)})`,
    '',
    ...(hint === undefined ? [] : [hint, '']),
    '<details>',
    `<summary>The same in numbers: ${markupText(curve.y)} by ${markupText(curve.x)}</summary>`,
    '',
    ...seriesWithSameX(curve.series).flatMap((series) => [...pointTable(curve, series), '']),
    '</details>',
    '',
  ];
}

/** Counts over more than a decade crowd at the left of a linear axis. */
function spansDecades(curve: Curve): boolean {
  const values = xOf(curve);
  const low = Math.min(...values);
  return low > 0 && !areShares(values) && Math.max(...values) >= 10 * low;
}

/** The plot in words: its axes, and where each line begins and ends. */
export function describe(curve: Curve): string {
  const x = numberWriter(xOf(curve));
  const y = numberWriter(yOf(curve));
  const lines = curve.series.flatMap(({ name, points }) => {
    const ordered = points.toSorted((a, b) => a.x - b.x);
    const [first, last] = [ordered[0], ordered.at(-1)];
    return first && last ? [`${name}: ${y(first.y)} at ${x(first.x)}, ${y(last.y)} at ${x(last.x)}.`] : [];
  });
  return [`${curve.title}: line plot of ${curve.y} against ${curve.x}.`, ...lines].join(' ');
}

/** Series whose points stand at the same places share a table. */
function seriesWithSameX(series: readonly Series[]): readonly (readonly Series[])[] {
  const tables = new Map<string, Series[]>();
  for (const each of series) {
    const places = each.points.map(({ x }) => x).join(' ');
    const table = tables.get(places);
    if (table) table.push(each);
    else tables.set(places, [each]);
  }
  return [...tables.values()];
}

/** One row per x, and for every series its y and of how many cases it is the figure. */
function pointTable(curve: Curve, series: readonly Series[]): readonly string[] {
  const x = numberWriter(xOf(curve));
  const y = numberWriter(yOf(curve));
  const headings = [curve.x, ...series.flatMap(({ name }) => [name, 'cases'])];
  const rows = (series[0]?.points ?? []).map((point, at) => [
    x(point.x),
    ...series.flatMap(({ points }) => [y(points[at]!.y), points[at]!.cases.toLocaleString('en')]),
  ]);
  return markdownTable(headings.map(markdownText), rows, 0);
}

const xOf = ({ series }: Curve) => series.flatMap(({ points }) => points.map(({ x }) => x));
const yOf = ({ series }: Curve) => series.flatMap(({ points }) => points.map(({ y }) => y));
