import type { Sex } from './case.ts';
import type { CaseCondition } from './case-condition.ts';
import type { CaseMeasurement } from './case-measurement.ts';
import type { Measurement } from './measurement.ts';

/** Keeps results and conditions as they were recorded, beside the findings made of them. */
export interface EvidenceKeeper {
  /** LOINC codes of the results that are kept. */
  readonly codes: ReadonlySet<string>;
  /** Keeps what was made of a result already. */
  add(measurement: CaseMeasurement): void;
  measurement(measurement: Measurement, sex: Sex | undefined): void;
  condition(condition: CaseCondition): void;
  /** In an order that does not depend on that of the resources: oldest first. */
  measurements(): readonly CaseMeasurement[];
  conditions(): readonly CaseCondition[];
}
