import type { VitalSigns } from './early-warning.ts';
import type { NamedSymptom } from './symptom-names.ts';
import type { RedFlag } from './tables/red-flags.ts';

/** A symptom with its rating. */
export interface RatedSymptom extends NamedSymptom {
  /** 0, none, to 10, the worst imaginable. */
  readonly severity: number;
  /** For how long it has been there, in days. */
  readonly durationDays?: number;
}

/** Everything that the state is judged by. */
export interface Complaint {
  /** At least three, each once. */
  readonly symptoms: readonly RatedSymptom[];
  readonly redFlags: readonly RedFlag[];
  readonly vitals?: VitalSigns;
  readonly ageYears?: number;
  readonly pregnant?: boolean;
}
