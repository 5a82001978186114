import { lookupTable } from '../terminology/lookup-table.ts';

/**
 * A number as it was reported. `<5` is the interval from `low` 0 to `high` 5, a plain number has both ends equal,
 * so that one comparison serves exact values, values beyond the assay's range, and ranges.
 */
export interface Measured {
  readonly low: number;
  readonly high: number;
  /** Whether an end is itself excluded, as in `<5`. */
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
  /** As reported, e.g. `<5`. */
  readonly text: string;
  /** Unit as reported, UCUM code first; absent when there was none. */
  readonly unit: string | undefined;
}

/** A number as a clinician writes it: 87.35552017650116 is 87.36. */
export function readable(value: number): string {
  const written = String(value);
  // Four digits and a point, or five before it: nothing is rounded, and nearly every result is so short.
  if (written.length <= 5) return written;
  return String(Math.abs(value) >= 100 ? Math.round(value * 10) / 10 : Number(value.toPrecision(4)));
}

const comparators = lookupTable<'<' | '<=' | '>=' | '>'>({
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '>=': '>=',
  '≥': '>=',
  '>': '>',
});

/** Builds a measured value; an unknown comparator (`ad`, `~`) is no comparator that can be relied on: undefined. */
export function measured(value: number, unit: string | undefined, comparator?: string): Measured | undefined {
  if (comparator === undefined) {
    return { low: value, high: value, lowOpen: false, highOpen: false, text: readable(value), unit };
  }
  const sign = comparators.get(comparator);
  if (sign === undefined) return undefined;
  const text = `${sign}${readable(value)}`;
  // Concentrations and counts have no values below zero, so "<5" starts at 0 and can be normal against 0–10.
  return sign.startsWith('<')
    ? { low: Math.min(0, value), high: value, lowOpen: false, highOpen: sign === '<', text, unit }
    : { low: value, high: Number.POSITIVE_INFINITY, lowOpen: sign === '>', highOpen: false, text, unit };
}

export function measuredRange(low: number, high: number, unit: string | undefined): Measured {
  return { low, high, lowOpen: false, highOpen: false, text: `${readable(low)}–${readable(high)}`, unit };
}

// A number with its unit; the text is trimmed before.
const numeric = /^(<=|>=|<|>|≤|≥)?\s*([-+]?\d[\d.,]*(?:[eE][-+]?\d+)?)(?:\s*(\S.{0,30}))?$/u;
// Numbers are short; what is longer is narrative, and is not looked at.
const longestNumber = 100;

/** Reads `12.3 mg/dL`, `<0.5`, `1,200` and `12,3` (decimal comma); undefined when the text is not a number. */
export function parseMeasured(text: string, unit?: string): Measured | undefined {
  const match = text.length > longestNumber ? null : numeric.exec(text.trim());
  if (!match) return undefined;
  const [, comparator, digits = '', trailing] = match;
  // "5/10", "3-4" and "2 of 3" start with a number and are none.
  if (trailing !== undefined && !/^[%\p{L}[#{(]|^\/\p{L}/u.test(trailing)) return undefined;
  const value = Number(plainDigits(digits));
  return Number.isFinite(value) ? measured(value, trailing?.trim() ?? unit, comparator) : undefined;
}

function plainDigits(digits: string): string {
  if (/^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits)) return digits.replaceAll(',', '');
  return digits.replace(',', '.');
}
