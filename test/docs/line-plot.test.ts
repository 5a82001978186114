import { describe, expect, it } from 'vitest';
import { type LinePlot, linePlot } from '../../scripts/line-plot.ts';

const plot: LinePlot = {
  title: 'Ranks & <shares>',
  description: 'From "low" to high.',
  x: 'rank',
  y: 'share of cases',
  series: [
    {
      name: 'with support',
      points: [
        { x: 100, y: 0.8, cases: 900 },
        { x: 1, y: 0.4, cases: 900 },
        { x: 10, y: 0.6, cases: 900 },
      ],
    },
    { name: 'knowledge alone', points: [{ x: 1, y: 0.2, cases: 900 }] },
  ],
  logarithmic: true,
};
const all = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].map((match) => match[1]!);
const lines = (svg: string) => all(svg, /<path d="M([^"]*)" fill="none"/g);
const markersOf = (svg: string) => all(svg, /<path transform="[^"]*" (d="[^"]*" fill="[^"]*")/g);

describe('linePlot', () => {
  const svg = linePlot(plot);

  it('says what it shows to who cannot see it, whatever characters the text has', () => {
    expect(svg).toContain('role="img" aria-labelledby="title description"');
    expect(svg).toContain('<title id="title">Ranks &amp; &lt;shares&gt;</title>');
    expect(svg).toContain('<desc id="description">From &quot;low&quot; to high.</desc>');
  });

  it('draws every line in the order of x, with equal steps for equal factors', () => {
    const [left, middle, right] = lines(svg)[0]!
      .split('L')
      .map((point) => point.split(' ').map(Number) as [number, number]);
    expect(middle![0] - left![0]).toBeCloseTo(right![0] - middle![0], 0);
    // Upwards is towards zero.
    expect(left![1]).toBeGreaterThan(middle![1]);
    expect(middle![1]).toBeGreaterThan(right![1]);
  });

  it('tells thirty series apart by marker and colour', () => {
    const points = [{ x: 1, y: 0.5, cases: 100 }];
    const many = linePlot({ ...plot, series: Array.from({ length: 30 }, (_, at) => ({ name: `${at}`, points })) });
    expect(new Set(markersOf(many)).size).toBe(30);
  });

  it('has white paper and text of at least 12 px', () => {
    expect(svg).toMatch(/<rect width="\d+" height="\d+" fill="#ffffff"\/>/);
    const sizes = all(svg, /font-size="([\d.]+)"/g).map(Number);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
  });

  it('draws y = x at 45 degrees, and names it', () => {
    const reliability = linePlot({ ...plot, logarithmic: false, diagonal: 'as stated', series: [] });
    const [, x1, y1, x2, y2] = reliability.match(/M(\d+) (\d+)L(\d+) (\d+)" [^>]*stroke-dasharray/)!.map(Number);
    expect(x2! - x1!).toBe(y1! - y2!);
    expect(reliability).toContain('>as stated</text>');
    expect(svg).not.toContain('stroke-dasharray');
  });

  it('draws points of few cases hollow, and explains that only then', () => {
    const few = linePlot({ ...plot, series: [{ name: 'rare', points: [{ x: 1, y: 0.5, cases: 49 }] }] });
    expect(few).toContain('fewer than 50 cases');
    expect(markersOf(few).some((marker) => marker.includes('fill="#ffffff"'))).toBe(true);
    expect(svg).not.toContain('fewer than');
  });

  it('leaves out markers that would lie on each other, never the line', () => {
    const points = Array.from({ length: 500 }, (_, at) => ({ x: at + 1, y: 0.5, cases: 900 }));
    const dense = linePlot({ ...plot, logarithmic: false, series: [{ name: 'dense', points }] });
    expect(lines(dense)[0]!.split('L')).toHaveLength(500);
    expect(markersOf(dense).length).toBeLessThan(50);
    expect(markersOf(dense).length).toBeGreaterThan(20);
  });

  it('breaks the legend rather than leave the paper', () => {
    const series = Array.from({ length: 8 }, (_, at) => ({ name: `five findings, half as parents ${at}`, points: [] }));
    const entries = all(
      linePlot({ ...plot, logarithmic: false, series }),
      /translate\(([\d.]+) 0\)"><path d="M0 0H30"/g,
    );
    expect(entries).toHaveLength(8);
    expect(Math.max(...entries.map(Number))).toBeLessThan(500);
  });

  it('draws empty axes for nothing', () => {
    const empty = linePlot({ ...plot, series: [], logarithmic: false });
    expect(empty).not.toMatch(/NaN|Infinity|undefined/);
  });
});
