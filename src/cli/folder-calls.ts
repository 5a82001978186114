import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, type JsonObject, listOf, objectOf, stringOf } from '../fhir/json.ts';
import { subjectReference } from '../fhir/reference.ts';
import { malformed, readLines } from '../terminology/source-file.ts';

/** A patient-view call as an EHR would make it for a patient of a folder. */
export interface FolderCall {
  readonly patientId: string;
  readonly prefetch: Readonly<Record<string, unknown>>;
  /** Instant of the newest evidence: the call is made then. */
  readonly at: Date;
}

/** What the prefetch of the service asks for at most (cds-services/differential-diagnosis.json). */
const most = { labs: 200, vitals: 50 } as const;

/**
 * Makes a call for every patient of a folder of FHIR NDJSON (plain or .gz): all Conditions, the newest results and vital
 * signs. A result without a category is a laboratory's.
 * @throws HoofbeatsError SOURCE_FILE_INVALID with file and line
 */
export async function folderCalls(dir: string): Promise<readonly FolderCall[]> {
  const patients = new Map<string, JsonObject>();
  const records = new Map<string, JsonObject[]>();
  for (const name of (await readdir(dir)).filter((file) => /\.ndjson(\.gz)?$/.test(file)).sort()) {
    for await (const line of readLines(join(dir, name))) {
      if (line.text.trim() === '') continue;
      const resource: unknown = JSON.parse(line.text);
      if (!isObject(resource)) throw malformed(line, 1, 'not a JSON object');
      const subject = subjectReference(resource);
      if (resource.resourceType === 'Patient') patients.set(String(resource.id), resource);
      else if (subject?.kind === 'resource') records.set(subject.id, [...(records.get(subject.id) ?? []), resource]);
    }
  }
  return [...patients].map(([patientId, patient]) => callOf(patientId, patient, records.get(patientId) ?? []));
}

function callOf(patientId: string, patient: JsonObject, record: readonly JsonObject[]): FolderCall {
  const newest = record.toSorted((a, b) => (dateOf(a) < dateOf(b) ? 1 : -1));
  const observations = newest.filter(({ resourceType }) => resourceType === 'Observation');
  const vitals = observations.filter((resource) => isVital(resource));
  const labs = observations.filter((resource) => !isVital(resource));
  const last = newest.map(dateOf).find((date) => date !== '');
  return {
    patientId,
    prefetch: {
      patient,
      problems: bundle(newest.filter(({ resourceType }) => resourceType === 'Condition')),
      labs: bundle(labs.slice(0, most.labs)),
      vitals: bundle(vitals.slice(0, most.vitals)),
    },
    at: last === undefined ? new Date() : new Date(last),
  };
}

const isVital = ({ category }: JsonObject) =>
  listOf(category).some((each) =>
    listOf(objectOf(each).coding).some((coding) => objectOf(coding).code === 'vital-signs'),
  );

const dateOf = ({ effectiveDateTime, issued, recordedDate, onsetDateTime }: JsonObject): string => {
  const date = stringOf(effectiveDateTime ?? issued ?? recordedDate ?? onsetDateTime);
  return date === undefined || Number.isNaN(Date.parse(date)) ? '' : new Date(date).toISOString();
};

const bundle = (resources: readonly JsonObject[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});
