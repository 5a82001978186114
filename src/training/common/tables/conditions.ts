import type { ConditionEntry } from './condition.ts';
import { heartConditions } from './conditions/heart.ts';
import { lungConditions } from './conditions/lungs.ts';
import { otherConditions } from './conditions/other-organs.ts';
import { upperAirwayConditions } from './conditions/upper-airways.ts';

export type { ConditionCorrection, ConditionEntry } from './condition.ts';

/** The 49 conditions of DDXPlus with labels and codes as they should be. */
export const conditions: readonly ConditionEntry[] = [
  ...heartConditions,
  ...lungConditions,
  ...upperAirwayConditions,
  ...otherConditions,
];
