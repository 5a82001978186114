/** One axis of a plot: where a value lies on it, and what is written along it. */
export interface Axis {
  readonly ticks: readonly Tick[];
  /** Place of a value, 0 at the start of the axis and 1 at its end. */
  readonly place: (value: number) => number;
}

export interface Tick {
  readonly place: number;
  /** Absent on the small ticks between. */
  readonly label?: string;
}

/** Writes the values of an axis: shares (everything within 0 and 1) as percentages, all else as plain numbers. */
export function numberWriter(values: readonly number[]): (value: number) => string {
  const write = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 1 });
  return areShares(values) ? (value) => `${write(100 * value)} %` : write;
}

/** Whether every value is a share of something. */
export function areShares(values: readonly number[]): boolean {
  return values.every((value) => value >= 0 && value <= 1);
}

/** A linear axis from zero (lengths and shares are compared from there) to the first round number that holds all values. */
export function linearAxis(values: readonly number[]): Axis {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const step = roundStep((high - low || 1) / 5);
  const first = Math.floor(low / step + tolerance);
  const last = Math.max(first + 1, Math.ceil(high / step - tolerance));
  const write = numberWriter(values);
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => ({
    place: at / (last - first),
    label: write((first + at) * step),
  }));
  return { ticks, place: (value) => (value / step - first) / (last - first) };
}

/** A logarithmic axis from the least to the greatest value, which must be positive. */
export function logarithmicAxis(values: readonly number[]): Axis {
  const low = Math.log10(Math.min(...values));
  const span = Math.log10(Math.max(...values)) - low || 1;
  const place = (value: number) => (Math.log10(value) - low) / span;
  // Labels at 1, 2, 5 of every decade have room for about three decades.
  const labelled = span > 3.2 ? [1] : [1, 2, 5];
  const write = numberWriter(values);
  const decades = Array.from({ length: Math.ceil(low + span) - Math.floor(low) + 1 }, (_, at) => Math.floor(low) + at);
  const ticks = decades
    .flatMap((decade) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => ({ digit, value: digit * 10 ** decade })))
    .map(({ digit, value }) => ({ place: place(value), ...(labelled.includes(digit) ? { label: write(value) } : {}) }))
    .filter((tick) => tick.place >= -tolerance && tick.place <= 1 + tolerance);
  return { ticks, place };
}

/** Rounding of floating point must not open or close an interval. */
const tolerance = 1e-9;

/** The least of 1, 2, 5 × a power of ten that is not below a length. */
function roundStep(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length) + tolerance);
  return [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= length * (1 - tolerance))!;
}
