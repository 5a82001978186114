import fc from 'fast-check';
import { isObject } from '../../src/fhir/json.ts';

type Json = unknown;
/** A member of an object or an item of a list: somewhere to put something else. */
interface Place {
  readonly holder: Record<string, Json>;
  readonly key: string;
}

/** How a value is changed, and under which keys it is worth doing; under any when not said. */
interface Mutation {
  readonly keys?: RegExp;
  readonly change: (value: Json) => Json;
}

const always = (value: Json): Mutation => ({ change: () => value });
const under = (keys: RegExp, value: Json): Mutation => ({ keys, change: () => value });

/** Repetition stops at this size of JSON: beyond is the business of the tests of limits. */
const mostCharacters = 300_000;
const repeated = (value: Json): Json => {
  const items = Array.isArray(value) && value.length > 0 ? value : [value ?? null];
  const times = Math.min(5000, Math.ceil(mostCharacters / (JSON.stringify(items).length + 1)));
  return Array.from({ length: times }, () => items).flat();
};
const nested = (value: Json, depth: number): Json =>
  Array.from({ length: depth }).reduce<Json>((inner, _, at) => (at % 2 === 0 ? [inner] : { item: inner }), value);
const absent = Symbol('absent');

const dates = /date|time|issued|onset|birth|abatement|period/i;
const quantities = /^(unit|code|value|valueQuantity|low|high|system)$/;
const references = /^(reference|subject|fullUrl|url|fhirServer|patientId|encounterId|userId)$/;

/** By name, so that a counterexample reads as a sentence. */
const mutations: Readonly<Record<string, Mutation>> = {
  'left out': always(absent),
  null: always(null),
  true: always(true),
  zero: always(0),
  'a negative number': always(-273.15),
  'a huge number': always(1e308),
  'a number beyond its precision': always(2 ** 53 + 2),
  'an empty text': always(''),
  'a blank text': always(' \t\n'),
  'an empty list': always([]),
  'an empty object': always({}),
  'a list of itself': { change: (value) => [value] },
  'itself under a name': { change: (value) => ({ value }) },
  'its text': { change: (value) => JSON.stringify(value) },
  'a long list': { change: repeated },
  'a long text': always('Marfan '.repeat(20_000)),
  'a deep list': { change: (value) => nested(value, 60) },
  'a list too deep': { change: (value) => nested(value, 150) },
  'half a surrogate': always('\ud83e'),
  'a text with half a surrogate': always('Fever \udd92 since May'),
  'a null character': always('a\u0000b'),
  'marks of direction': always('\u202egnipyt\u2066'),
  markup: always('<img src=x onerror=alert(1)> [a](javascript:alert(1)) | **b**'),
  'a template': always('{{context.patientId}} #{1} %s %n'),
  SQL: always("'; DROP TABLE audit; --"),
  'an inherited name': always('__proto__'),
  'inherited names': { change: () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":1}}') },
  'another resource': always({ resourceType: 'Binary', contentType: 'text/html', data: 'PGI+' }),
  'an outcome': always({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] }),
  'a day that is none': under(dates, '2026-02-31'),
  'a time that is none': under(dates, '2026-13-45T99:99:99+99:00'),
  'a day in words': under(dates, 'yesterday'),
  'the year nought': under(dates, '0000-00-00'),
  'a far year': under(dates, '999999-01-01T00:00:00Z'),
  'the future': under(dates, '2199-12-31'),
  'a unit that is none': under(quantities, 'furlong'),
  'a unit with a hostile power': under(quantities, '10*999999999999.mol-1/L^^2'),
  'a unit of another kind': under(quantities, {
    value: 7,
    unit: 'kg',
    system: 'http://unitsofmeasure.org',
    code: 'kg',
  }),
  'a quantity of text': under(quantities, { value: '7,5', unit: 5 }),
  'a code of another system': under(quantities, 'http://loinc.org'),
  nobody: under(references, 'Patient/nobody'),
  'a URL': under(references, 'http://169.254.169.254/latest/meta-data'),
  'a path that climbs': under(references, '../../etc/passwd'),
  'a contained one': under(references, '#p1'),
};

/** One change: its name, and where in the JSON it falls, as a share of the places where it may. */
export interface Change {
  readonly becomes: string;
  readonly at: number;
}
export const change: fc.Arbitrary<Change> = fc.record({
  becomes: fc.constantFrom(...Object.keys(mutations)),
  // Evenly over all places: doubles would be drawn by their exponents, and fast-check likes the ends of a range.
  at: fc.noBias(fc.nat(999_999)).map((millionths) => millionths / 1e6),
});

/** A copy of a valid body with the changes made, one after another. */
export function mutated(body: object, changes: readonly Change[]): object {
  let copy: object = structuredClone(body);
  for (const { becomes, at } of changes) {
    const { keys, change } = mutations[becomes]!;
    const places = placesIn(copy).filter(({ key }) => keys?.test(key) ?? true);
    const place = places[Math.floor(at * places.length)];
    if (place) put(place, change(place.holder[place.key]));
    // Items of a long list are one object until here: what is next done to one must not be done to thousands.
    copy = JSON.parse(JSON.stringify(copy));
  }
  return copy;
}

function put({ holder, key }: Place, value: Json): void {
  if (value !== absent) holder[key] = value;
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** All places of a tree, but not those deep inside what a mutation has made. */
function placesIn(value: Json, depth = 0): readonly Place[] {
  if ((!isObject(value) && !Array.isArray(value)) || depth > 20) return [];
  const holder = value as Record<string, Json>;
  return Object.keys(holder)
    .slice(0, 300)
    .flatMap((key) => [{ holder, key }, ...placesIn(holder[key], depth + 1)]);
}
