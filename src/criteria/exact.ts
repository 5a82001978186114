import type { Measured } from '../clinical/measured.ts';

/**
 * A number without the last digits, in which binary fractions err: 1.2 − 0.9 must be 0.3, and 2.6 mmol/L must be 2.6
 * again after a score in mg/dL. More digits than any laboratory reports.
 */
export function exact(value: number): number {
  if (!Number.isFinite(value) || (Number.isInteger(value) && Math.abs(value) < 1e10)) return value;
  return Number(value.toPrecision(10));
}

export function exactEnds(value: Measured): Measured {
  return { ...value, low: exact(value.low), high: exact(value.high) };
}
