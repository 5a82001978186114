import { wholeNumber } from './figures.ts';
import { html, type Markup } from './markup.ts';

/** A part of a bar: its number, and which of the styles of the page it has. */
export interface Segment {
  readonly value: number;
  readonly kind: 'strong' | 'plain' | 'faint';
}

export interface BarRow {
  readonly label: string | Markup;
  /** From left to right. */
  readonly segments: readonly Segment[];
  /** What stands behind the bar. */
  readonly figure: string;
  /** Set apart from the row above. */
  readonly divided?: string;
}

/**
 * A plot that is its own table: a bar in each row, with its figure. Wide and narrow pages show the same text, a screen
 * reader reads a table, and a printer prints the bars, which are SVG and no background.
 */
export function barTable(caption: string, head: readonly [string, string], rows: readonly BarRow[]): Markup {
  const longest = Math.max(1, ...rows.map(({ segments }) => segments.reduce((sum, { value }) => sum + value, 0)));
  return html`<table class="bars"><caption>${caption}</caption>
<thead><tr><th scope="col">${head[0]}</th><td></td><th scope="col">${head[1]}</th></tr></thead>
<tbody>${rows.map(
    ({ label, segments, figure, divided }) => html`${
      divided === undefined ? undefined : html`<tr class="divider"><td colspan="3">${divided}</td></tr>`
    }<tr><th scope="row">${label}</th><td>${bar(segments, longest)}</td><td>${figure}</td></tr>
`,
  )}</tbody></table>`;
}

/** Width and height of the drawing; the page stretches it. */
const [width, height] = [1000, 20];

/** @param full the value that fills the width */
export function bar(segments: readonly Segment[], full: number): Markup {
  let x = 0;
  const rects = segments.map(({ value, kind }) => {
    // What is there is seen, be it one in a million.
    const extent = value === 0 ? 0 : Math.max(4, (value / full) * width);
    const rect = html`<rect class="${kind}" x="${round(x)}" width="${round(extent)}" height="${height}"/>`;
    x += extent;
    return rect;
  });
  return html`<svg class="bar" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="${width}" height="${height}"/>${rects}</svg>`;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** `12 (3 %)`. */
export const countAndShare = (count: number, all: number) =>
  count === 0 || all === 0 ? wholeNumber(count) : `${wholeNumber(count)} (${share(count, all)})`;

const share = (count: number, all: number) => {
  const percentage = (100 * count) / all;
  if (count > 0 && percentage < 1) return '<1 %';
  if (count < all && percentage > 99) return '>99 %';
  return `${Math.round(percentage)} %`;
};
