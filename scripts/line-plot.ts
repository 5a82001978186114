import { markupText } from './markup.ts';
import { type Axis, linearAxis, logarithmicAxis } from './plot-axis.ts';

export interface PlotPoint {
  readonly x: number;
  readonly y: number;
  /** Cases behind the point: few make its marker hollow. */
  readonly cases: number;
}

export interface LinePlot {
  /** Read by assistive technology and shown as the file's title; the page carries the visible heading. */
  readonly title: string;
  readonly description: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly { readonly name: string; readonly points: readonly PlotPoint[] }[];
  /** A logarithmic x axis; every x must be positive. */
  readonly logarithmic?: boolean;
  /** Draws y = x over the unit square, under this name in the legend. */
  readonly diagonal?: string;
}

/** Points that rest on fewer cases are drawn hollow. */
const fewCases = 50;

/** The rectangle between the axes, in pixels. */
interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const frame: Frame = { left: 62, right: 694, top: 38, bottom: 378 };
/** Where y = x is drawn, it must lie at 45 degrees. */
const squareFrame: Frame = { left: 62, right: 472, top: 38, bottom: 448 };
/** Room beside the frame for half of the last label, and below it for labels and name of the x axis. */
const margin = { right: 26, bottom: 62 } as const;
const lineHeight = 22;
const legendIndent = 38;
const ink = { text: '#222222', axis: '#444444', grid: '#e2e2e2', diagonal: '#666666', paper: '#ffffff' } as const;

/** Okabe & Ito 2008, colours that the colour-blind tell apart, without the two that are too pale on white. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#aa4f85', '#000000', '#b87a00'] as const;

/** Outlines of about equal weight around the origin. Five shapes against six colours: thirty series before a repeat. */
const markers = [
  'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z',
  'M-4 -4H4V4H-4Z',
  'M0 -5.2L5 3.8H-5Z',
  'M0 -5.6L5.6 0L0 5.6L-5.6 0Z',
  'M0 5.2L5 -3.8H-5Z',
] as const;

/**
 * A line plot as a self-contained SVG document: white paper, so that it reads the same on light and dark pages; text of 13 px;
 * every series has its own colour and its own marker.
 */
export function linePlot(plot: LinePlot): string {
  const { title, description, series, diagonal } = plot;
  const points = series.flatMap((each) => each.points);
  const unit = diagonal === undefined ? [] : [0, 1];
  const x = (plot.logarithmic ? logarithmicAxis : linearAxis)([...points.map((point) => point.x), ...unit]);
  const y = linearAxis([...points.map((point) => point.y), ...unit]);
  const area = diagonal === undefined ? frame : squareFrame;
  const legend = legendLines(plot, area.right + margin.right - area.left);
  const width = area.right + margin.right;
  const height = area.bottom + margin.bottom + legend.length * lineHeight;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description" font-family="Helvetica, Arial, 'Liberation Sans', sans-serif" font-size="13" fill="${ink.text}">`,
    `<title id="title">${markupText(title)}</title>`,
    `<desc id="description">${markupText(description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${ink.paper}"/>`,
    ...yAxis(y, plot.y, area),
    ...xAxis(x, plot.x, area),
    ...(diagonal === undefined ? [] : [dashes(area.left, area.bottom, area.right, area.top)]),
    ...series.map((each, at) => curve(place(each.points, x, y, area), at)),
    ...legend.map(
      (line, at) =>
        `<g transform="translate(${area.left} ${area.bottom + margin.bottom + 6 + at * lineHeight})">${line}</g>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

function yAxis({ ticks }: Axis, name: string, { left, right, top, bottom }: Frame): readonly string[] {
  return [
    `<text x="8" y="${top - 18}" font-weight="bold">${markupText(name)}</text>`,
    ...ticks.flatMap(({ place, label = '' }) => {
      const y = pixel(bottom + place * (top - bottom));
      return [
        `<path d="M${left} ${y}H${right}" stroke="${place === 0 ? ink.axis : ink.grid}"/>`,
        `<text x="${left - 9}" y="${y}" dy="0.35em" text-anchor="end">${markupText(label)}</text>`,
      ];
    }),
  ];
}

function xAxis({ ticks }: Axis, name: string, { left, right, bottom }: Frame): readonly string[] {
  return [
    ...ticks.flatMap(({ place, label }) => {
      const x = pixel(left + place * (right - left));
      const tick = `<path d="M${x} ${bottom}v${label === undefined ? 4 : 7}" stroke="${ink.axis}"/>`;
      if (label === undefined) return [tick];
      return [tick, `<text x="${x}" y="${bottom + 22}" text-anchor="middle">${markupText(label)}</text>`];
    }),
    `<text x="${right}" y="${bottom + 44}" text-anchor="end" font-weight="bold">${markupText(name)}</text>`,
  ];
}

interface PlacedPoint extends PlotPoint {
  readonly left: number;
  readonly top: number;
}

/** Points in the order of x, with their pixels. */
function place(
  points: readonly PlotPoint[],
  x: Axis,
  y: Axis,
  { left, right, top, bottom }: Frame,
): readonly PlacedPoint[] {
  return points
    .toSorted((a, b) => a.x - b.x)
    .map((point) => ({
      ...point,
      left: left + x.place(point.x) * (right - left),
      top: bottom + y.place(point.y) * (top - bottom),
    }));
}

/** A line through all points, and as many markers as have room. */
function curve(points: readonly PlacedPoint[], at: number): string {
  if (points.length === 0) return '';
  const line = points.map(({ left, top }) => `${pixel(left)} ${pixel(top)}`).join('L');
  const marks = withRoom(points).map(({ left, top, cases }) => marker(at, left, top, cases < fewCases));
  return `<g><path d="M${line}" fill="none" stroke="${colour(at)}" stroke-width="2" stroke-linejoin="round"/>${marks.join('')}</g>`;
}

/** Points that stand far enough from the one before; the first always. */
function withRoom(points: readonly PlacedPoint[]): readonly PlacedPoint[] {
  const kept: PlacedPoint[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (!last || Math.hypot(point.left - last.left, point.top - last.top) >= 18) kept.push(point);
  }
  return kept;
}

const colour = (at: number) => colours[at % colours.length]!;

/** A filled marker has a white edge, which keeps it apart from the lines that it lies on. */
function marker(at: number, x: number, y: number, hollow: boolean): string {
  const paint = hollow ? hollowPaint(colour(at)) : `fill="${colour(at)}" stroke="${ink.paper}"`;
  return `<path transform="translate(${pixel(x)} ${pixel(y)})" d="${markers[at % markers.length]}" ${paint}/>`;
}

const hollowPaint = (stroke: string) => `fill="${ink.paper}" stroke="${stroke}" stroke-width="1.8"`;

const dashes = (x1: number, y1: number, x2: number, y2: number) =>
  `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${ink.diagonal}" stroke-width="1.5" stroke-dasharray="6 5"/>`;

/** Entries of the legend, broken into lines by an estimate of their width. */
function legendLines({ series, diagonal }: LinePlot, room: number): readonly string[] {
  const entries = series.map(({ name }, at) => ({
    name,
    sample: `<path d="M0 0H30" stroke="${colour(at)}" stroke-width="2"/>${marker(at, 15, 0, false)}`,
  }));
  if (diagonal !== undefined) entries.push({ name: diagonal, sample: dashes(0, 0, 30, 0) });
  if (series.some(({ points }) => points.some(({ cases }) => cases < fewCases))) {
    const sample = `<path transform="translate(15 0)" d="${markers[0]}" ${hollowPaint(ink.diagonal)}/>`;
    entries.push({ name: `fewer than ${fewCases} cases`, sample });
  }
  const lines: string[] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const { name, sample } of entries) {
    const length = legendIndent + name.length * 6.5;
    if (used + length > room) {
      lines.push('');
      used = 0;
    }
    lines[lines.length - 1] +=
      `<g transform="translate(${pixel(used)} 0)">${sample}<text x="${legendIndent}" dy="0.35em">${markupText(name)}</text></g>`;
    used += length + 24;
  }
  return lines;
}

const pixel = (value: number) => Math.round(value * 10) / 10;
