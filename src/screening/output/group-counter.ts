import type { GroupCount } from './run-summary.ts';

/** Age groups: name and first year of age that no longer belongs. */
const ageGroups = [
  ['0–17 years', 18],
  ['18–39 years', 40],
  ['40–64 years', 65],
  ['65 years or more', Number.POSITIVE_INFINITY],
] as const;

export const notStated = 'not stated';

export const ageGroup = (years: number | undefined): string =>
  (years === undefined ? undefined : ageGroups.find(([, end]) => years < end)?.[0]) ?? notStated;

export const ageGroupNames: readonly string[] = [...ageGroups.map(([name]) => name), notStated];
export const sexNames: readonly string[] = ['female', 'male', notStated];

/** Counts patients of each group, in the order of `names`; groups without patients are left out. */
export function groupCounter(names: readonly string[]) {
  const counts = new Map(names.map((name) => [name, { screened: 0, assessed: 0, suggested: 0 }]));
  return {
    count(group: string, is: { readonly assessed: boolean; readonly suggested: boolean }): void {
      const count = counts.get(group);
      if (!count) return;
      count.screened += 1;
      count.assessed += Number(is.assessed);
      count.suggested += Number(is.suggested);
    },
    counts: (): readonly GroupCount[] =>
      Array.from(counts, ([group, count]) => ({ group, ...count })).filter(({ screened }) => screened > 0),
  };
}
