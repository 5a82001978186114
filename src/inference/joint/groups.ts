import type { JointGroup } from './joint-differential.ts';

/** The order in which groups are read. */
export const groupOrder: readonly JointGroup[] = ['most-likely', 'dont-miss', 'also-possible'];

/** Least probability, 0 to 1, for a place in each group. One in five is likely; one in a hundred is not to be missed. */
const least = { 'most-likely': 0.2, 'dont-miss': 0.01, 'also-possible': 0.02 } as const satisfies Record<
  JointGroup,
  number
>;

interface Grouped {
  readonly dontMiss: boolean;
  readonly probability?: number;
  /** How far its criterion is met, where it has one. */
  readonly met?: 'met' | 'provisional';
  /** Worth a place however unlikely it is among everything. */
  readonly worthListing?: boolean;
}

/** Where a disease is shown; undefined where it is too unlikely to be shown at all. */
export function groupOf({ dontMiss, probability = 0, met, worthListing }: Grouped): JointGroup | undefined {
  if (met === 'met' || probability >= least['most-likely']) return 'most-likely';
  if (dontMiss && (met === 'provisional' || probability >= least['dont-miss'])) return 'dont-miss';
  if (met === 'provisional' || worthListing || probability >= least['also-possible']) return 'also-possible';
  return undefined;
}

/**
 * What decides the order within a group: the probability. A criterion is none; it stands below what is more likely than the
 * least of its group, and above the rest.
 */
export function weightOf({ probability = 0, met }: Pick<Grouped, 'probability' | 'met'>): number {
  const standing = met === undefined ? 0 : least[met === 'met' ? 'most-likely' : 'also-possible'];
  return Math.max(probability, standing);
}
