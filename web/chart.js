/**
 * One patient's chart: what an EHR has after it filed a Bundle. `left` tells how many resources belong to somebody else.
 * @typedef {{patient: object, resources: object[], others: number}} Chart
 */

/** A Bundle that cannot be filed. `word` names the sentence of `words.js` that tells why and what to do. */
export class ChartError extends Error {
  constructor(word, about = {}) {
    super(word);
    this.word = word;
    this.about = about;
  }
}

/** @returns {Chart} @throws ChartError when the text is not JSON, not a Bundle, or without a Patient. */
export function readChart(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ChartError('notJson', { reason: error.message });
  }
  return chartOf(json);
}

/** @returns {Chart} @throws ChartError when it is not a Bundle, or without a Patient. */
export function chartOf(bundle) {
  if (bundle?.resourceType !== 'Bundle') throw new ChartError('notBundle', { found: String(bundle?.resourceType) });
  const entries = (Array.isArray(bundle.entry) ? bundle.entry : []).filter((entry) => entry?.resource?.resourceType);
  const entry = entries.find(({ resource }) => resource.resourceType === 'Patient');
  if (!entry) throw new ChartError('noPatient');

  const patient = { ...entry.resource, id: entry.resource.id ?? localId(entry.fullUrl) ?? 'pasted-patient' };
  const own = `Patient/${patient.id}`;
  const names = new Set([own, entry.fullUrl].filter(Boolean));
  const resources = [patient];
  let others = 0;
  for (const { resource, fullUrl } of entries) {
    if (resource === entry.resource) continue;
    const reference = subjectOf(resource);
    if (reference === undefined || names.has(reference) || reference.endsWith(`/${own}`))
      resources.push(filed({ ...resource, id: resource.id ?? localId(fullUrl) ?? `pasted-${resources.length}` }, own));
    else others += 1;
  }
  return { patient, resources, others };
}

/** The logical id that a server would give for `urn:uuid:…` and `https://…/Type/id`. */
const localId = (fullUrl) => /[A-Za-z0-9\-.]{1,64}$/.exec(typeof fullUrl === 'string' ? fullUrl : '')?.[0];

/** Reference of whom a resource is about; nothing where the resource does not say so in a string. */
const subjectOf = ({ subject, patient }) =>
  [subject?.reference, patient?.reference].find((reference) => typeof reference === 'string');

/** FHIR R4 §3.1.0.11.2: a server that files a Bundle rewrites the references between its entries. */
function filed(resource, patientReference) {
  for (const name of ['subject', 'patient'])
    if (typeof resource[name]?.reference === 'string')
      return { ...resource, [name]: { ...resource[name], reference: patientReference } };
  return resource;
}

/** Newest first; what has no date comes last. */
export const byDate = (a, b) => dateOf(b).localeCompare(dateOf(a));

/** The date that tells most about when it was so; empty when the resource has none. */
export const dateOf = (resource) =>
  [
    resource.effectiveDateTime,
    resource.effectivePeriod?.start,
    resource.effectiveInstant,
    resource.issued,
    resource.onsetDateTime,
    resource.recordedDate,
  ].find((date) => typeof date === 'string') ?? '';

/** Codes of a field that is a CodeableConcept or a list of them, whatever was written there. */
export const codingsOf = (field) =>
  [field].flat().flatMap((concept) => (Array.isArray(concept?.coding) ? concept.coding.filter(Boolean) : []));

/** A CodeableConcept in the record's own words. */
export const nameOf = (code) =>
  String(code?.text ?? codingsOf(code).find(({ display }) => display)?.display ?? codingsOf(code)[0]?.code ?? '?');
