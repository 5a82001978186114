import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { BundleEntry } from './bundle.ts';
import { stringOf } from './json.ts';
import { parseReference, type ReferenceRead } from './reference.ts';

/**
 * Where a Patient lives and what it is called there. An id is unique only on its own server (R4 §2.3.0.1), so the place
 * belongs to the identity: the base of an absolute fullUrl, or a urn; unknown when the entry has neither.
 */
interface Identity {
  readonly place: string | undefined;
  readonly id: string | undefined;
}

/** Finds the Patient that a reference means. */
export interface PatientIndex {
  /** Each Patient once, in the order of the input. */
  readonly patients: readonly BundleEntry[];
  /** Entries that repeat a Patient. */
  readonly repeated: readonly BundleEntry[];
  /** The Patient's entry; undefined when it was not sent, or when there is no telling which of several is meant. */
  find(reference: ReferenceRead, from: BundleEntry): BundleEntry | undefined;
}

/**
 * Indexes the Patients among the entries.
 * @throws HoofbeatsError PATIENT_AMBIGUOUS when one identity comes with two birth dates or genders.
 */
export function indexPatients(entries: readonly BundleEntry[]): PatientIndex {
  const positions = new Map<BundleEntry, number>();
  const repeated: BundleEntry[] = [];
  const byIdentity = new Map<string, BundleEntry>();
  const byUrn = new Map<string, BundleEntry>();
  const byId = new Map<string, Set<BundleEntry>>();
  const onServers = new Set<BundleEntry>();

  // The placed ones first: a Patient of unknown place is taken for the only one with its id, wherever either stands.
  const patients = entries
    .flatMap((entry, position) =>
      entry.resource.resourceType === 'Patient' ? [{ entry, position, ...identityOf(entry) }] : [],
    )
    .toSorted((a, b) => Number(a.place === undefined) - Number(b.place === undefined));
  for (const { entry, position, place, id } of patients) {
    const key = keyOf({ place, id });
    const same = byIdentity.get(key) ?? (place === undefined && id !== undefined ? sole(byId.get(id)) : undefined);
    const patient = id !== undefined && same ? same : entry;
    if (patient === entry) positions.set(entry, position);
    else {
      assertSamePerson(patient, entry);
      repeated.push(entry);
    }
    byIdentity.set(key, patient);
    if (id !== undefined) byId.set(id, (byId.get(id) ?? new Set()).add(patient));
    if (isUrn(place)) byUrn.set(place, patient);
    else if (place !== undefined) onServers.add(patient);
  }

  const onNoServer = new Map(
    Array.from(byId, ([id, known]) => [id, sole(new Set([...known].filter((patient) => !onServers.has(patient))))]),
  );
  return {
    patients: [...positions.keys()].toSorted((a, b) => positions.get(a)! - positions.get(b)!),
    repeated,
    find(reference, from) {
      if (reference.kind === 'contained') return undefined;
      if (reference.kind === 'urn') return byUrn.get(reference.urn);
      const { id } = reference;
      // Where no Patient is on a server, the server of the entry makes no difference.
      const unplaced = onNoServer.get(id);
      if (unplaced && onServers.size === 0) return unplaced;
      // A relative reference starts from its own entry's fullUrl (http://hl7.org/fhir/R4/bundle.html#references).
      const place = reference.base === '' ? serverOf(from) : reference.base;
      if (place === undefined) return sole(byId.get(id)) ?? byIdentity.get(keyOf({ place, id }));
      // Prefetch sends the Patient bare and the rest in Bundles with fullUrls; and a urn is no server.
      return byIdentity.get(keyOf({ place, id })) ?? unplaced;
    },
  };
}

const keyOf = ({ place, id }: Identity) => `${place ?? ''} ${id ?? ''}`;
const isUrn = (place: string | undefined): place is string => place?.startsWith('urn:') === true;

function identityOf({ resource, fullUrl }: BundleEntry): Identity {
  const url = parseReference(fullUrl);
  const id = stringOf(resource.id);
  if (url?.kind === 'urn') return { place: url.urn, id };
  if (url?.kind === 'resource' && url.base !== '') return { place: url.base, id: id ?? url.id };
  return { place: undefined, id };
}

function serverOf(entry: BundleEntry): string | undefined {
  const { place } = identityOf(entry);
  return isUrn(place) ? undefined : place;
}

const sole = <T>(set: ReadonlySet<T> = new Set()): T | undefined => (set.size === 1 ? [...set][0] : undefined);

/** What a person does not have twice. */
const distinguishing = ['birthDate', 'gender'] as const;

function assertSamePerson(first: BundleEntry, second: BundleEntry): void {
  const differing = distinguishing.filter((element) => {
    const [a, b] = [stringOf(first.resource[element]), stringOf(second.resource[element])];
    return a !== undefined && b !== undefined && a !== b;
  });
  if (differing.length === 0) return;
  throw new HoofbeatsError(
    'PATIENT_AMBIGUOUS',
    `Two Patients have the same identity and differ in ${differing.join(' and ')}.`,
    { expression: differing.flatMap((element) => [first, second].map(({ expression }) => `${expression}.${element}`)) },
  );
}
