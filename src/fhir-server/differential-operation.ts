import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Bundle, BundleEntry, FhirResource, OperationOutcomeIssue } from 'fhir/r4.js';
import type { Assessment } from '../assessment/assessment.ts';
import type { Assessor } from '../assessment/assessor.ts';
import { type HoofbeatsError, toHoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { PatientGroup } from '../fhir/patient-compartment.ts';
import { operationOutcome } from '../http/operation-outcome.ts';
import { riskAssessmentOf } from '../risk-assessment/of-assessment.ts';
import { checkResponses } from './check-responses.ts';
import { dataIssuesOutcome } from './data-issues.ts';
import { readDifferentialInput } from './differential-input.ts';

export interface OperationPorts {
  readonly assessor: Assessor;
  /** Model family that answers. */
  readonly model: string;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Hears of every patient who could not be assessed, whether or not the call fails for it. */
export type Report = (message: string, error: HoofbeatsError) => void;

/**
 * `$differential`: a Bundle with one RiskAssessment per patient, in the order of the request, and an OperationOutcome when
 * there is something to say about the data. A patient who cannot be assessed is an error there, unless it is the only one.
 * @throws HoofbeatsError for input that cannot be read, and for failures that would meet every patient.
 */
export async function differential(body: unknown, ports: OperationPorts, report: Report): Promise<Bundle> {
  const { patients, top, issues } = readDifferentialInput(body);
  const assessments: Assessment[] = [];
  const failures: OperationOutcomeIssue[] = [];
  for (const group of patients) {
    try {
      assessments.push(await assess(group, ports));
    } catch (thrown) {
      const error = toHoofbeatsError(thrown);
      if (patients.length === 1 || meetsEveryPatient(error)) throw error;
      report('patient not assessed', error);
      failures.push(...failureIssues(error, group));
    }
    // A long Bundle must not keep the hooks waiting.
    if (patients.length > 1) await yieldToOthers();
  }
  const caseIssues = assessments.flatMap(({ case: { issues } }) => issues);
  const outcome = dataIssuesOutcome([...issues, ...caseIssues], failures);
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: ports.now().toISOString(),
    entry: [
      ...assessments.map((assessment): BundleEntry => entryOf(assessment.id, riskAssessmentOf(assessment, top))),
      ...(outcome ? [entryOf(ports.newId(), outcome)] : []),
    ],
  };
}

async function assess({ patient, resources }: PatientGroup, { assessor, model }: OperationPorts): Promise<Assessment> {
  checkResponses(resources);
  return assessor.assess({ entrance: 'operation', patient, resources, model });
}

/** A model that is not there is not there for anybody; an unforeseen failure may be one record's doing. */
const meetsEveryPatient = ({ code, entry }: HoofbeatsError) => entry.status >= 500 && code !== 'INTERNAL';

const entryOf = (uuid: string, resource: FhirResource): BundleEntry => ({ fullUrl: `urn:uuid:${uuid}`, resource });

const failureIssues = (error: HoofbeatsError, { patient }: PatientGroup) =>
  operationOutcome(error).issue.map((issue) => ({
    ...issue,
    ...(typeof patient.id === 'string' && { diagnostics: `Patient/${patient.id}: ${issue.diagnostics}` }),
  }));
