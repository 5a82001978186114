import type { DatedValue } from './dated-value.ts';

/** Where values come from: the times that may have some, and the values of one time, which may contradict each other. */
export interface ValueSource {
  /** ms since the epoch, in order, each once. */
  readonly instants: readonly number[];
  readonly at: (instant: number) => readonly DatedValue[];
}

/** All values of one time. */
export interface Moment {
  readonly instant: number;
  readonly values: readonly DatedValue[];
}

/** The values of a measure. Each is made when it is asked for: most questions are about the newest. */
export interface Series extends ValueSource {
  /** The latest time that has a value. */
  readonly newest: () => Moment | undefined;
  /** Values of an instant and later, oldest first. */
  readonly since: (instant: number) => readonly DatedValue[];
}
