/** Counts names; beyond `most` different ones, what is new goes under `other`. Memory: `most` names. */
export interface NameCounter {
  count(name: string): void;
  /** The most frequent first, then by name. */
  mostFrequent(limit: number): readonly (readonly [name: string, count: number])[];
}

export const other = 'other';

export function nameCounter(most: number): NameCounter {
  const counts = new Map<string, number>();
  return {
    count(name) {
      const key = counts.has(name) || counts.size < most ? name : other;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    mostFrequent: (limit) =>
      [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).slice(0, limit),
  };
}
