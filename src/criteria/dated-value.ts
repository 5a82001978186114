import type { Measured } from '../clinical/measured.ts';
import type { ScorePart } from '../clinical/scores/score.ts';
import type { LabOutcome } from '../terminology/terminology.ts';

/** Limits of normal, and whose they are: in the measure's unit, or as reported where the unit cannot be converted. */
export interface ValueLimits {
  readonly low?: number;
  readonly high?: number;
  /** Of limits that are not the report's: beyond the limit, but not beyond these, is undecided. */
  readonly greyLow?: number;
  readonly greyHigh?: number;
  readonly source: string;
  readonly asReported?: true;
}

/** One value of a measure at its time. */
export interface DatedValue {
  /** ms since the epoch. */
  readonly instant: number;
  /** FHIR date as it was written. */
  readonly date: string;
  readonly reference: string;
  /** In the measure's unit; `text` and `unit` as reported. Absent for words, and where the unit cannot be converted. */
  readonly value?: Measured;
  /** In the unit that it was reported in; absent for computed values, which have no other unit. */
  readonly reported?: Measured;
  /** Title of the score that it was computed by. */
  readonly score?: string;
  /** What the score was made of. */
  readonly parts?: readonly ScorePart[];
  readonly outcome?: LabOutcome;
  readonly coded?: readonly string[];
  /** Worked out when a test asks for it, as few do. */
  readonly limits?: () => ValueLimits | undefined;
}
