import type { Assessor, HookRequest } from '../../assessment/assessor.ts';
import type { NotificationSource } from '../../config/notification-sources.ts';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { isObject } from '../../fhir/json.ts';
import type { LoincLookup } from '../../fhir/local-codes.ts';
import type { SourceReader } from './read-source.ts';
import type { Outcome } from './work-events.ts';

export interface AssessPatientPorts {
  readonly assessor: Assessor;
  /** Model family to ask. */
  readonly model: string;
  /** What a call for this patient would have prefetched: key → query. */
  readonly queries: (patientId: string) => Readonly<Record<string, string>>;
  /** What the site's own laboratory codes mean. */
  readonly loincOf?: LoincLookup | undefined;
  /** Whether the newest assessment of the patient is of these very data, by these very models. */
  readonly isKnown: (request: HookRequest) => Promise<boolean>;
  /** Resolves when everything kept so far is durable. */
  readonly durable: () => Promise<void>;
}

/**
 * Assesses a patient as patient-view would: by the same queries, through the same steps, so that the call finds its answer
 * ready. A state that has been assessed is not assessed again, however often it is told.
 * @throws HoofbeatsError FHIR_SERVER_UNAVAILABLE when the record cannot be read now, and what the assessor throws
 */
export async function assessPatient(
  patientId: string,
  { issuer, tenant }: Pick<NotificationSource, 'issuer' | 'tenant'>,
  reader: SourceReader,
  ports: AssessPatientPorts,
): Promise<Exclude<Outcome, 'failed' | 'given-up'>> {
  const queries = ports.queries(patientId);
  const wanted = Object.fromEntries(Object.entries(queries).map(([key, query]) => [key, { query }]));
  const prefetch = await (await reader.open()).obtain(wanted);
  if (!Object.keys(queries).every((key) => isObtained(prefetch[key])))
    throw new HoofbeatsError('FHIR_SERVER_UNAVAILABLE', 'A record could not be read whole.');
  if (prefetch.patient === null) return 'gone';
  const request: HookRequest = {
    entrance: 'hook',
    caller: { client: issuer, ...(tenant !== undefined && { tenant }) },
    patientId,
    prefetch,
    queries,
    model: ports.model,
    ...(ports.loincOf && { loincOf: ports.loincOf }),
  };
  if (await ports.isKnown(request)) return 'unchanged';
  await ports.assessor.assess(request);
  await ports.durable();
  return 'assessed';
}

/** Null says that there is nothing; a key that is left out, that nobody could be asked. */
const isObtained = (value: unknown) => value === null || (isObject(value) && value.resourceType !== 'OperationOutcome');
