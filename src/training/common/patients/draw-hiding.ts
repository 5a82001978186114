import type { Hiding } from './hide.ts';

/** How evidence is hidden from a row that a network learns from, drawn anew each time that it sees the row. */
export type DrawHiding = (random: () => number) => Hiding;

/**
 * For the diagnosis: most rows in the reading of a listed record, some of them complete, else with a share drawn evenly;
 * some by value rather than by evidence, as lists may be incomplete in either way. Other rows are answered in part, mostly
 * in small part, as interviews begin with little.
 */
export const hidingForDiagnosis: DrawHiding = (random) => {
  const kind = random();
  if (kind < 0.07) return { reading: 'listed', share: 0 };
  if (kind < 0.7) return { reading: 'listed', share: 0.9 * random(), byValue: random() < 0.15 };
  return { reading: 'answered', share: 1 - 0.9 * random() ** 2 };
};

/** For the differential: the published ones were written down with everything in view. */
export const hidingForDifferential: DrawHiding = (random) => {
  const kind = random();
  if (kind < 0.9) return { reading: 'listed', share: 0 };
  if (kind < 0.95) return { reading: 'listed', share: 0.95 * random() };
  return { reading: 'answered', share: 1 - 0.9 * random() ** 2 };
};
