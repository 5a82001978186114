/** What Prometheus has been told for some time, and which alerts fire then. */
export interface AlertCase {
  readonly alert: string;
  readonly what: string;
  /** Series with a value every interval, in promtool's notation (`0+60x30`: from 0, 60 more each time, 30 times). */
  readonly series: Readonly<Record<string, string>>;
  /** Minutes between two values and two looks at the rules, 1 unless said. */
  readonly interval?: number;
  readonly at: string;
  /** How many alerts of the name fire. */
  readonly firing: number;
}

/** Labels of the process that all this is told of. */
export const one = 'instance="a", job="hoofbeats"';

/** A counter that stands is well; one that has risen once is not. */
export function rise(alert: string, counter: string, at: string): readonly AlertCase[] {
  return [
    { alert, what: 'it rises once', series: { [counter]: '0x5 1x20' }, at, firing: 1 },
    { alert, what: 'it stands', series: { [counter]: '4x20' }, at, firing: 0 },
  ];
}

/** So many of a hundred: too many, and few enough. */
export function share(alert: string, part: string, rest: string, many: number, few: number): readonly AlertCase[] {
  const series = (percent: number) => ({ [part]: `0+${percent}x60`, [rest]: `0+${100 - percent}x60` });
  return [
    { alert, what: `${many} %`, series: series(many), at: '30m', firing: 1 },
    { alert, what: `${few} %`, series: series(few), at: '30m', firing: 0 },
  ];
}
