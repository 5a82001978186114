import type { ReferenceInterval } from './reference-interval-row.ts';
import { bloodIntervals } from './reference-intervals-blood.ts';
import { chemistryIntervals } from './reference-intervals-chemistry.ts';
import { hormoneIntervals } from './reference-intervals-hormones.ts';

/** Every adult interval that is used where a result brings none of its own. */
export const referenceIntervals: readonly ReferenceInterval[] = [
  ...chemistryIntervals,
  ...bloodIntervals,
  ...hormoneIntervals,
];
