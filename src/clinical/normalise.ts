import type { Terminology } from '../terminology/terminology.ts';
import type { Case, KnownDiagnosis } from './case.ts';
import { countCoverage } from './coverage-count.ts';
import { deepFreeze } from './freeze.ts';
import { createEvidenceKeeper } from './keep-evidence.ts';
import { mergeAssertions } from './merge.ts';
import { mergeAnswers } from './merge-answers.ts';
import { readRecord } from './read-record.ts';
import type { Reading } from './reading.ts';
import type { PatientRecord } from './record.ts';
import { sanitiseFindings } from './sanitise.ts';

export interface NormaliseOptions {
  /** Time of the call. */
  readonly now: Date;
  /** LOINC codes of the results to keep in the Case beside its findings, for criteria and scores. */
  readonly keep?: ReadonlySet<string>;
}

/**
 * Turns a patient's FHIR resources into a Case: findings with their sources, diagnoses already known, coverage, issues.
 * Pure and deterministic: the order of the resources does not matter. Never throws on anything that the resources
 * contain; what cannot be used is an issue, or is counted with its reason.
 */
export function normalise(record: PatientRecord, terminology: Terminology, { now, keep }: NormaliseOptions): Case {
  const keeper = keep && createEvidenceKeeper(keep);
  const { subject, index, readings, issues } = readRecord(record, terminology, now.getTime(), keeper);
  const all = readings.map(({ reading }) => reading);
  const assertions = all.flatMap((reading) => (reading.kind === 'mapped' ? reading.assertions : []));
  const findings = sanitiseFindings(mergeAssertions(assertions, issues), terminology.ontology, issues);
  const answers = mergeAnswers(all.flatMap((reading) => (reading.kind === 'mapped' ? (reading.answers ?? []) : [])));
  return deepFreeze({
    subject,
    indexTime: new Date(index.at).toISOString(),
    findings,
    knownDiagnoses: knownDiagnoses(all),
    ...(answers.length === 0 ? {} : { answers }),
    ...(keeper === undefined ? {} : { measurements: keeper.measurements(), conditions: keeper.conditions() }),
    coverage: countCoverage(all),
    issues: issues.list(),
  });
}

function knownDiagnoses(readings: readonly Reading[]): readonly KnownDiagnosis[] {
  const byKey = new Map<string, KnownDiagnosis>();
  for (const reading of readings) {
    if (reading.kind !== 'mapped' || reading.diagnosis === undefined) continue;
    const { diagnosis } = reading;
    byKey.set(`${diagnosis.reference}\n${diagnosis.ids.join(' ')}`, diagnosis);
  }
  return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? []);
}
