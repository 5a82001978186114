import { byDate, codingsOf } from './chart.js';

/**
 * The prefetch that an EHR would send for a service, from one chart: each template is a read or a search (CDS Hooks 2.0
 * §Prefetch). A key whose template this page does not understand is left out, as the specification lets a client do.
 * @param {Record<string, string>} templates
 * @param {Record<string, string>} context fields of the hook's context, e.g. `patientId`
 * @param {import('./chart.js').Chart} chart
 */
export function prefetchFor(templates, context, { resources }) {
  const answers = Object.entries(templates).map(([key, template]) => [key, resolve(template, context, resources)]);
  return Object.fromEntries(answers.filter(([, answer]) => answer !== undefined));
}

/** Resources of the chart that no prefetch key carries: an EHR does not send what the service did not ask for. */
export function leftBehind(prefetch, { resources }) {
  const sent = new Set(
    Object.values(prefetch).flatMap((answer) =>
      answer?.resourceType === 'Bundle' ? (answer.entry ?? []).map(({ resource }) => resource) : [answer],
    ),
  );
  return resources.filter((resource) => !sent.has(resource));
}

function resolve(template, context, resources) {
  const query = template.replace(/\{\{context\.(\w+)\}\}/g, (token, field) => context[field] ?? token);
  if (query.includes('{{')) return undefined;
  const [, type, id, parameters] = /^([A-Za-z]+)(?:\/([A-Za-z0-9\-.]+)|\?(.*))$/.exec(query) ?? [];
  if (!type) return undefined;
  const ofType = resources.filter(({ resourceType }) => resourceType === type);
  // CDS Hooks 2.0 §Prefetch: null says that the resource does not exist.
  return id === undefined
    ? search(ofType, new URLSearchParams(parameters))
    : (ofType.find((one) => one.id === id) ?? null);
}

/** The search parameters of the safe subset: each says which resources it keeps. */
const filters = {
  patient: (value) => (resource) =>
    [resource.subject, resource.patient].some((to) => to?.reference === `Patient/${value.replace(/^Patient\//, '')}`),
  category: (value) => (resource) => codingsOf(resource.category).some((coding) => matches(value, coding)),
  code: (value) => (resource) => codingsOf(resource.code).some((coding) => matches(value, coding)),
  status: (value) => (resource) => value.split(',').includes(resource.status),
};
filters.subject = filters.patient;

/** FHIR R4 §3.1.1.4.10 token: `code`, `system|code` or `system|`, and commas for *or*. */
const matches = (value, coding) =>
  value.split(',').some((token) => {
    const [system, code] = token.includes('|') ? token.split('|') : [undefined, token];
    return (system === undefined || system === (coding.system ?? '')) && (code === '' || code === coding.code);
  });

/** A searchset, or nothing when a parameter is unknown here: a search that ignored it would say too much. */
function search(resources, parameters) {
  let found = resources;
  for (const [name, value] of parameters) {
    if (name.startsWith('_')) continue;
    if (!filters[name]) return undefined;
    found = found.filter(filters[name](value));
  }
  if (parameters.get('_sort') === '-date') found = [...found].sort(byDate);
  if (parameters.get('_sort') === 'date') found = [...found].sort(byDate).reverse();
  const page = found.slice(0, Number(parameters.get('_count') ?? Number.POSITIVE_INFINITY));
  const entry = page.map((resource) => ({ resource, search: { mode: 'match' } }));
  return { resourceType: 'Bundle', type: 'searchset', total: found.length, ...(entry.length > 0 ? { entry } : {}) };
}
