import { objectOf, stringOf } from '../../fhir/json.ts';
import { subjectReference } from '../../fhir/reference.ts';
import type { HeardEvent } from './event-key.ts';
import type { SourceReader } from './read-source.ts';

/**
 * Id of the patient that an event is about; undefined when it is about none, or about what is gone. What came along says so
 * itself; otherwise the resource is read, "always the current one" (S9), on the source's own server only (S10).
 * @throws HoofbeatsError when the server cannot be asked now
 */
export async function patientOf({ focus, resource }: HeardEvent, reader: SourceReader): Promise<string | undefined> {
  const known = resource && patientId(resource);
  if (known !== undefined) return known;
  const local = focus === undefined ? undefined : reader.local(focus);
  if (local === undefined) return undefined;
  if (local.startsWith('Patient/')) return local.slice('Patient/'.length);
  const read = await reader.get(local);
  return read === null ? undefined : patientId(read);
}

export function patientId(resource: unknown): string | undefined {
  const { resourceType, id } = objectOf(resource);
  if (resourceType === 'Patient') return stringOf(id);
  const subject = subjectReference(resource);
  return subject?.kind === 'resource' && subject.type === 'Patient' ? subject.id : undefined;
}
