import { seriesNames } from '../../terminology/series-name.ts';

interface Named {
  readonly label: string;
}

/**
 * Diseases that differ by no more than a number, letter or type in the name come together, in the order of their first:
 * `Noonan syndrome 1` and `Noonan syndrome 3` are one consideration, and its gene is a later question.
 */
export function foldSubtypes<T extends Named>(entries: readonly T[]): readonly (readonly [T, ...T[]])[] {
  const series = new Map<string, [T, ...T[]]>();
  for (const entry of entries) {
    const name = seriesNames(entry.label)[0] ?? entry.label;
    const known = series.get(name);
    if (known) known.push(entry);
    else series.set(name, [entry]);
  }
  return [...series.values()];
}
