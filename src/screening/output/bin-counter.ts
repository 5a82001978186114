import type { Bin } from './run-summary.ts';

/** Counts values into bins. */
export interface BinCounter {
  count(value: number): void;
  bins(): readonly Bin[];
}

/**
 * @param edges lower ends of the bins, ascending; a value below the first falls into the first
 * @param end upper end of the last bin; it has none unless given
 */
export function binCounter(edges: readonly number[], end?: number): BinCounter {
  const counts = edges.map(() => 0);
  return {
    count(value) {
      const above = edges.findIndex((edge) => edge > value);
      counts[Math.max(0, (above === -1 ? edges.length : above) - 1)]! += 1;
    },
    bins: () =>
      edges.map((from, at) => {
        const to = edges[at + 1] ?? end;
        return { from, ...(to !== undefined && { to }), patients: counts[at]! };
      }),
  };
}

/** The edges with one more among them, so that no bin lies on both sides of it; an edge that is nearly the same gives way. */
export const edgesWith = (edges: readonly number[], more: number) =>
  [...edges.filter((edge) => edge === 0 || Math.abs(edge - more) > more / 5), more].sort((a, b) => a - b);
