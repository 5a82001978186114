import type { NotAssessable, ScoreInput, ScorePart, ScoreResult } from './score.ts';

/** One thing that points are given for. */
export interface PointItem {
  readonly key: string;
  readonly label: string;
  readonly value?: number | undefined;
  readonly unit?: string | undefined;
  /** Undefined where the value is missing. */
  readonly points: number | undefined;
  /** The most that the item can be worth. */
  readonly most: number;
}

/**
 * The sum of points, if every item has some. Otherwise what the sum is at least and at most, because a score can pass
 * its threshold whatever the missing item is.
 */
export function sumPoints(items: readonly PointItem[]): ScoreResult {
  const parts = items.flatMap(({ most: _, ...item }): ScorePart[] => (item.points === undefined ? [] : [item]));
  const value = parts.reduce((sum, { points = 0 }) => sum + points, 0);
  const missing = items.filter(({ points }) => points === undefined);
  if (missing.length === 0) return { kind: 'assessed', value, parts };
  return {
    kind: 'not-assessable',
    missing: missing.map(({ label }) => label),
    parts,
    atLeast: value,
    atMost: missing.reduce((sum, { most }) => sum + most, value),
  };
}

/** A score that does not apply, or lacks what it cannot do without. */
export function notAssessable(missing: readonly string[]): NotAssessable {
  return { kind: 'not-assessable', missing, parts: [] };
}

/** The inputs as parts, and the labels of those without a value that the score cannot do without. */
export function readInputs<Key extends string>(
  inputs: readonly ScoreInput<Key>[],
  measured: Readonly<Record<Key, number | undefined>>,
): { readonly parts: readonly ScorePart[]; readonly missing: readonly string[] } {
  return {
    parts: inputs.flatMap(({ key, label, unit }) => {
      const value = measured[key];
      return value === undefined ? [] : [{ key, label, value, unit }];
    }),
    missing: inputs.flatMap(({ key, label, optional }) => (measured[key] === undefined && !optional ? [label] : [])),
  };
}
