import type { RequestOptions } from '../auth/authorised-request.ts';

/** What is to be exported. */
export interface ExportScope {
  /** FHIR base URL, without a final slash. */
  readonly base: string;
  /** Id of a Group; absent: every patient of the server. */
  readonly group?: string;
  /** Resource types; all of them when empty. */
  readonly types: readonly string[];
  /** FHIR instant: only what has changed since. */
  readonly since?: string;
  /** Ids of the patients to export, out of the group. Needs POST. */
  readonly patients?: readonly string[];
  /** Searches by type, e.g. `Observation?category=laboratory`; a server may ignore or refuse them. */
  readonly typeFilters?: readonly string[];
  /** Elements to send, e.g. `Patient.id`; a server may ignore or refuse them. */
  readonly elements?: readonly string[];
  /** Asks for files by patient rather than by type. */
  readonly organiseByPatient?: boolean;
  /** Allows the server to name files in several manifests, the first ones before it has finished (STU3). */
  readonly partialManifests?: boolean;
}

/** How the editions of the Bulk Data guide differ at the kick-off. */
const dialects = {
  /** STU2 and STU3: GET, values of a list with commas between (Oracle takes nothing else). */
  'stu3-get': { method: 'GET', lists: 'comma', prefer: 'respond-async' },
  /** STU4 ballot: POST of Parameters only, commas forbidden, the job's status apart from the answer's. */
  'stu4-post': { method: 'POST', lists: 'repeat', prefer: 'respond-async, separate-export-status' },
} as const;
export type KickOffDialect = keyof typeof dialects;
export const kickOffDialects = Object.keys(dialects) as readonly KickOffDialect[];

export interface KickOffRequest {
  readonly url: string;
  readonly options: RequestOptions;
}

/** One parameter of `$export`, in whichever type POST wants it. */
interface Parameter {
  readonly name: string;
  readonly values: readonly (string | true)[];
  readonly as: 'valueString' | 'valueInstant' | 'valueBoolean' | 'valueReference';
}

/** Writes the request that starts an export. */
export function kickOffRequest(scope: ExportScope, dialect: KickOffDialect): KickOffRequest {
  const { method, lists, prefer } = dialects[dialect];
  const url = `${scope.base}/${scope.group === undefined ? 'Patient' : `Group/${encodeURIComponent(scope.group)}`}/$export`;
  const headers = { Accept: 'application/fhir+json', Prefer: prefer };
  const parameters = parametersOf(scope);
  if (method === 'POST') {
    return {
      url,
      options: {
        method,
        headers: { ...headers, 'Content-Type': 'application/fhir+json' },
        body: JSON.stringify({ resourceType: 'Parameters', parameter: parameters.flatMap(asParts) }),
      },
    };
  }
  const query = new URLSearchParams();
  for (const { name, values } of parameters)
    for (const value of lists === 'comma' && name !== '_typeFilter' ? [values.join(',')] : values)
      query.append(name, String(value));
  return { url: `${url}?${query}`, options: { method, headers } };
}

function parametersOf(scope: ExportScope): readonly Parameter[] {
  const { types, since, patients = [], typeFilters = [], elements = [] } = scope;
  const parameters: readonly Parameter[] = [
    { name: '_outputFormat', values: ['application/fhir+ndjson'], as: 'valueString' },
    { name: '_type', values: types, as: 'valueString' },
    { name: '_since', values: since === undefined ? [] : [since], as: 'valueInstant' },
    { name: '_elements', values: elements, as: 'valueString' },
    // A search has commas of its own, so it is repeated in every edition.
    { name: '_typeFilter', values: typeFilters, as: 'valueString' },
    { name: 'patient', values: patients.map((id) => `Patient/${id}`), as: 'valueReference' },
    { name: 'organizeOutputBy', values: scope.organiseByPatient ? ['Patient'] : [], as: 'valueString' },
    { name: 'allowPartialManifests', values: scope.partialManifests ? [true] : [], as: 'valueBoolean' },
  ];
  return parameters.filter(({ values }) => values.length > 0);
}

const asParts = ({ name, values, as }: Parameter) =>
  values.map((value) => ({ name, [as]: as === 'valueReference' ? { reference: value } : value }));
