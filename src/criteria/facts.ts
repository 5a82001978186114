import type { Case } from '../clinical/case.ts';
import type { CaseMeasurement } from '../clinical/case-measurement.ts';
import type { Score } from '../clinical/scores/score.ts';
import type { Ontology } from '../terminology/ontology.ts';
import type { DatedValue } from './dated-value.ts';
import type { Measure } from './definition.ts';
import { type RecordedCondition, recordedConditions } from './recorded.ts';

/** What criteria may know beside the Case. */
export interface Knowledge {
  /** Clinical scores by name. */
  readonly scores: ReadonlyMap<string, Score>;
  /** Finds a wanted finding in a more specific one. */
  readonly ontology: Pick<Ontology, 'ancestors'>;
}

/** A Case made ready to be asked many questions. */
export interface Facts extends Knowledge {
  readonly case: Case;
  /** Index time, ms since the epoch. */
  readonly at: number;
  /** Dated results by LOINC code, oldest first. */
  readonly results: ReadonlyMap<string, readonly DatedResult[]>;
  readonly recorded: readonly RecordedCondition[];
  /** ICD-10 codes of what is recorded; absent when the Case holds no conditions at all. */
  readonly icd10?: readonly string[];
  /** Series that were computed already: many criteria share a measure. */
  readonly series: Map<Measure, readonly DatedValue[]>;
}

/** A result whose time is known: without one, nobody can tell whether it still holds. */
export type DatedResult = CaseMeasurement & { readonly instant: number; readonly date: string };

/** Reads the Case's measurements into an index. */
export function factsOf(found: Case, knowledge: Knowledge): Facts {
  const results = new Map<string, DatedResult[]>();
  for (const measurement of found.measurements ?? []) {
    if (!isDated(measurement)) continue;
    for (const code of measurement.loinc) {
      const known = results.get(code);
      if (known) known.push(measurement);
      else results.set(code, [measurement]);
    }
  }
  const recorded = recordedConditions(found.conditions ?? []);
  return {
    ...knowledge,
    case: found,
    at: Date.parse(found.indexTime),
    results,
    recorded,
    ...(found.conditions === undefined ? {} : { icd10: recorded.flatMap(({ icd10 }) => icd10) }),
    series: new Map(),
  };
}

function isDated(measurement: CaseMeasurement): measurement is DatedResult {
  return measurement.instant !== undefined && measurement.date !== undefined;
}

/** Every result under any of the codes once, oldest first. */
export function resultsOf(facts: Facts, loinc: readonly string[]): readonly DatedResult[] {
  const found = loinc.flatMap((code) => facts.results.get(code) ?? []);
  return [...new Set(found)].sort((a, b) => a.instant - b.instant);
}
