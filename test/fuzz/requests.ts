import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { callAbout, resourcesOf } from '../conformance/answers.ts';
import { type Change, change, mutated } from './mutations.ts';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
}

const service = '/cds-services/differential-diagnosis';
const asBundle = (...examples: readonly string[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: examples.flatMap((example) => resourcesOf(example).map((resource) => ({ resource }))),
});
const parameters = {
  resourceType: 'Parameters',
  parameter: resourcesOf('tall-boy-lens').map((resource) => ({ name: 'resource', resource })),
};
const card = '4e0a3a1e-1d1b-4f7e-8a51-0d2a52a7a002';
const coding = { system: 'https://hoofbeats.example/fhir/CodeSystem/override-reasons', code: 'known' };
const feedback = {
  feedback: [
    {
      card,
      outcome: 'accepted',
      acceptedSuggestions: [{ id: 's1' }],
      outcomeTimestamp: '2026-11-21T12:00:00Z',
    },
    {
      card,
      outcome: 'overridden',
      overrideReason: { reason: coding, userComment: 'Known for years.' },
      outcomeTimestamp: '2026-11-21T12:01:00Z',
    },
  ],
};
/** A call that also opens a FHIR server, which nobody has listed. */
const opening = {
  ...callAbout('tall-boy-lens'),
  fhirServer: 'https://ehr.example/fhir',
  fhirAuthorization: { access_token: 't', token_type: 'Bearer', expires_in: 300, scope: 'patient/*.rs', subject: 's' },
};

const answers = {
  resourceType: 'QuestionnaireResponse',
  questionnaire: 'https://hoofbeats.example/fhir/Questionnaire/symptoms',
  status: 'completed',
  item: [
    { linkId: 'chief-complaint', answer: [{ valueString: 'Fever' }] },
    { linkId: 'pain', item: [{ linkId: 'E_53', answer: [{ valueBoolean: true }] }] },
    { linkId: 'E_56', answer: [{ valueInteger: 7 }] },
  ],
};
const answered = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [{ resource: { resourceType: 'Patient', id: 'p1', gender: 'female' } }, { resource: answers }],
};
const rated = {
  symptoms: [
    { name: 'fiebre', severity: 3, durationDays: 2 },
    { coding: { system: 'http://snomed.info/sct', code: '25064002' }, severity: 3 },
    { name: 'HP:0002094', severity: 5 },
  ],
  vitals: { temperature: 38.5, oxygenSaturation: 94, consciousness: 'alert' },
  redFlags: ['stridor'],
  age: 44,
};

/** Valid requests, by name. */
const valid: Readonly<Record<string, { readonly path: string; readonly body: object }>> = {
  'patient-view with laboratory results': { path: service, body: callAbout('abdominal-pain-low-sodium') },
  'patient-view of a small record': { path: service, body: callAbout('slurred-speech-tremor') },
  'patient-view with a FHIR server': { path: service, body: opening },
  'encounter-discharge': { path: service, body: callAbout('tall-boy-lens', 'encounter-discharge') },
  'problem-list-item-create': { path: service, body: callAbout('tall-boy-lens', 'problem-list-item-create') },
  feedback: { path: `${service}/feedback`, body: feedback },
  '$differential of a Bundle': { path: '/fhir/$differential', body: asBundle('huge-spleen-bleeding') },
  '$differential of Parameters': { path: '/fhir/Patient/$differential', body: parameters },
  '$differential of a QuestionnaireResponse': { path: '/fhir/$differential', body: answered },
  triage: { path: '/triage', body: rated },
  '$differential of several patients': {
    path: '/fhir/$differential',
    body: asBundle('tall-boy-lens', 'slurred-speech-tremor'),
  },
};

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Uint8Array.from(Buffer.from(text, encoding));
const half = (text: string) => text.slice(0, Math.floor(text.length / 2));

/** What may become of a body on its way, by name. */
const wires: Readonly<Record<string, (json: string) => Uint8Array<ArrayBuffer>>> = {
  whole: (json) => bytes(json),
  'cut off': (json) => bytes(half(json)),
  'in UTF-16': (json) => bytes(json, 'utf16le'),
  'in Latin-1': (json) => bytes(`${half(json)}é`, 'latin1'),
  'after a byte order mark': (json) => bytes(`\ufeff${json}`),
  'with a comment': (json) => bytes(`/* */${json}`),
  'with a trailing comma': (json) => bytes(json.replace(/\}$/, ',}')),
  'with a number too large': (json) => bytes(json.replace(/:\s*\d+(\.\d+)?/, ':1e999')),
  'with NaN': (json) => bytes(json.replace(/:\s*\d+(\.\d+)?/, ':NaN')),
  'with a key twice': (json) => bytes(json.replace(/^\{/, '{"hook":null,"resourceType":7,')),
  'with a null character': (json) => bytes(json.replace(/"/, '\u0000"')),
  'compressed unsaid': (json) => Uint8Array.from(gzipSync(json)),
  twice: (json) => bytes(json + json),
  'as a list': (json) => bytes(`[${json}]`),
  'as a text': (json) => bytes(JSON.stringify(json)),
  empty: () => bytes(''),
};

const mostly = <T>(usual: T, ...others: readonly T[]) =>
  fc.oneof({ weight: 20, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const contentType = mostly(
  'application/json',
  'application/fhir+json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16x',
  'application/json; charset=',
  'application/xml',
  'text/html',
  'multipart/form-data; boundary=x',
  'json',
);
const encoding = mostly('identity', 'gzip', 'br', 'deflate', 'zstd', 'gzip, gzip');
const oddHeaders: fc.Arbitrary<Readonly<Record<string, string>>> = fc.constantFrom(
  {},
  {},
  {},
  { 'X-Request-Id': '../../x' },
  { 'X-Request-Id': 'x'.repeat(4000) },
  { Authorization: 'Bearer a.b.c' },
  { Accept: 'application/xml' },
  { 'X-Forwarded-For': '10.0.0.1, fe80::1' },
  { Origin: 'https://evil.example' },
);

/** A valid POST, changed in its body, on its way or in its headers. Its members are what a counterexample shows. */
export interface ChangedPost {
  readonly request: string;
  readonly changes: readonly Change[];
  readonly wire: string;
  readonly contentType: string;
  readonly encoding: string;
  readonly headers: Readonly<Record<string, string>>;
}
const changedPost: fc.Arbitrary<ChangedPost> = fc.record({
  request: fc.constantFrom(...Object.keys(valid)),
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  wire: mostly('whole', ...Object.keys(wires)),
  contentType,
  encoding,
  headers: oddHeaders,
});

/** Paths that hold nothing good. */
const oddGet = fc.record({
  path: fc.oneof(
    fc.constantFrom('/fhir/AuditEvent', '/fhir/AuditEvent/1', '/models/rare-disease', '/cds-services', '/metrics'),
    fc.webPath().map((path) => `/models${path}`),
    fc.webPath().map((path) => `/fhir${path}`),
    fc.constantFrom('/models/%00', '/models/%2e%2e%2f', '/fhir/AuditEvent/1e9', '//cds-services', '/models/__proto__'),
  ),
  query: fc.oneof(
    fc.constantFrom(
      '',
      '?_count=-1',
      '?_count=1e9',
      '?date=ge2026-02-31',
      '?before=1;',
      '?patient[]=1',
      '?__proto__=1',
    ),
    fc.webQueryParameters().map((query) => `?${query}`),
  ),
  headers: oddHeaders,
});

export type FuzzRequest =
  | ChangedPost
  | { readonly path: string; readonly query: string; readonly headers: Readonly<Record<string, string>> };
export const fuzzRequest: fc.Arbitrary<FuzzRequest> = fc.oneof(
  { weight: 19, arbitrary: changedPost },
  { weight: 1, arbitrary: oddGet },
);

/** The bytes that a drawn request stands for. */
export function onTheWire(drawn: FuzzRequest): WireRequest {
  if ('path' in drawn) return { method: 'GET', path: drawn.path + drawn.query, headers: drawn.headers };
  const { path, body } = valid[drawn.request]!;
  const json = JSON.stringify(mutated(body, drawn.changes));
  const headers = { ...drawn.headers, 'Content-Type': drawn.contentType, 'Content-Encoding': drawn.encoding };
  return { method: 'POST', path, headers, body: wires[drawn.wire]!(json) };
}
