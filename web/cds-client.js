import { ask } from './ask.js';
import { prefetchFor } from './prefetch.js';

/** The service of `id` for patient-view, as discovery lists it. */
export async function discover(id) {
  const discovery = await ask('/cds-services');
  const service = discovery.body?.services?.find?.((one) => one.id === id && one.hook === 'patient-view');
  return { ...discovery, service };
}

export const loadExamples = () => ask('/examples');
export const loadExample = (id) => ask(`/examples/${encodeURIComponent(id)}`);

/** The call that an EHR makes when a clinician opens the chart (CDS Hooks 2.0 §Calling a CDS Service). */
export function callFor(service, chart) {
  const context = { userId: 'Practitioner/example', patientId: chart.patient.id };
  return {
    hook: service.hook,
    hookInstance: uuid(),
    context,
    prefetch: prefetchFor(service.prefetch ?? {}, context, chart),
  };
}

export const call = (service, request) => ask(`/cds-services/${encodeURIComponent(service.id)}`, request);

/**
 * Why no card came. A hook's answer has no place for it; the FHIR operation on the same record has.
 * @returns {Promise<string[]>} sentences of the service, none when it does not tell
 */
export async function reasonsForSilence(chart) {
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: chart.resources.map((resource) => ({ resource })),
  };
  const { body } = await ask('/fhir/$differential', bundle);
  return (body?.entry ?? [])
    .map(({ resource }) => resource)
    .filter((resource) => resource?.resourceType === 'RiskAssessment')
    .flatMap(({ extension }) => extension ?? [])
    .filter(({ url }) => String(url).endsWith('/StructureDefinition/abstention-reason'))
    .map(({ valueString }) => String(valueString));
}

/** `crypto.randomUUID` is missing where the page came over plain HTTP from another machine. */
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
