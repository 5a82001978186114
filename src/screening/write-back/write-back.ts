import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { FhirResource } from 'fhir/r4.js';
import type { AccessSource } from '../../fhir/backend-services/access-tokens.ts';
import { authorisedRequests, serverBase } from '../auth/authorised-request.ts';
import { forEachAtOnce } from '../bulk/for-each-at-once.ts';
import { type Patience, systemClock } from '../bulk/patience.ts';
import { openOutputFile } from '../output/output-file.ts';
import { screenedRiskAssessment } from '../output/screened-risk-assessment.ts';
import type { PatientResult } from '../patient-result.ts';
import { type AlertKind, alerts } from './alerts.ts';
import { conditionalCreate, type Written } from './conditional-create.ts';
import { reviewTask } from './review-task.ts';
import { writtenReference } from './written-reference.ts';

export interface WriteBackOptions {
  /** Base URL of the FHIR server. */
  readonly server: string;
  /** Absent for an open server. */
  readonly access?: AccessSource;
  /** Folder of the run's outputs: whoever stands in its `worklist.ndjson` is written, and `write-back.ndjson` tells how. */
  readonly out: string;
  /** What is written for patients of high risk, besides RiskAssessment and Task; nothing unless given. */
  readonly alert?: AlertKind;
  /** Least probability of a rare disease, 0 to 1, that is high. */
  readonly highRisk?: number;
  readonly patience?: Patience;
  readonly fetch?: typeof globalThis.fetch;
}

/** Type of resource → how many were created, were there already, and were refused. */
export type WriteBackSummary = Readonly<Record<string, Readonly<Record<Written['outcome'], number>>>>;

const usualHighRisk = 0.9;
/** Patients at the same time: an EHR has others to serve. */
const atOnce = 4;

/**
 * Writes the patients of the work list into an EHR: a RiskAssessment and a Task each, and an alert for those of high risk.
 * Whatever is there already is left as it is, so a second run with the same results changes nothing, and one that was
 * killed is simply run again.
 * @throws HoofbeatsError CONFIG_INVALID, ACCESS_REFUSED, FHIR_SERVER_UNAVAILABLE
 */
export async function writeBack(
  results: () => AsyncIterable<PatientResult>,
  options: WriteBackOptions,
): Promise<WriteBackSummary> {
  const { server, access, out, alert, highRisk = usualHighRisk, patience = { clock: systemClock }, fetch } = options;
  const base = serverBase(server, access);
  const send = authorisedRequests({ ...(access && { access }), ...(fetch && { fetch }) });
  const listed = await patientsIn(join(out, 'worklist.ndjson'));
  const log = openOutputFile(join(out, 'write-back.ndjson'));
  const summary: Record<string, Record<Written['outcome'], number>> = {};

  const write = async (result: PatientResult, resource: FhirResource, waiting: Patience): Promise<Written> => {
    const written = await conditionalCreate({ base, send, patience: waiting }, resource);
    const { resourceType } = resource;
    summary[resourceType] ??= { created: 0, existing: 0, refused: 0 };
    summary[resourceType][written.outcome] += 1;
    await log.write(`${JSON.stringify({ patient: result.patient, resourceType, ...written })}\n`);
    return written;
  };

  try {
    await forEachAtOnce(only(results(), listed), { atOnce, patience }, async (result, waiting) => {
      const assessment = screenedRiskAssessment(result);
      const { reference } = await write(result, assessment, waiting);
      const about = writtenReference('RiskAssessment', assessment.id!, reference);
      await write(result, reviewTask(result, about), waiting);
      if (alert && (result.triage?.probability ?? 0) >= highRisk)
        await write(result, alerts[alert](result, about), waiting);
    });
  } catch (thrown) {
    await log.abandon();
    throw thrown;
  }
  await log.close();
  return summary;
}

async function* only(results: AsyncIterable<PatientResult>, patients: ReadonlySet<string>) {
  for await (const result of results) if (patients.has(result.patient)) yield result;
}

async function patientsIn(workList: string): Promise<ReadonlySet<string>> {
  const input = createReadStream(workList);
  await once(input, 'open');
  const patients = new Set<string>();
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
    patients.add((JSON.parse(line) as { readonly patient: string }).patient);
  return patients;
}
