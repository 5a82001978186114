import { z } from 'zod';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { isObject } from '../fhir/json.ts';
import { validated } from '../http/validated.ts';
import { canonicalSystem } from '../terminology/code-system.ts';
import type { Complaint, RatedSymptom } from './complaint.ts';
import type { Language } from './state.ts';
import type { SymptomNames } from './symptom-names.ts';
import { redFlags } from './tables/red-flags.ts';

const fewestSymptoms = 3;
const mostSymptoms = 50;

const within = (least: number, greatest: number) => {
  const expected = `must be a number from ${least} to ${greatest}`;
  return z.number(expected).min(least, expected).max(greatest, expected);
};
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, `must be one of ${values.join(', ')}`);
const strict = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, `must be an object with no other members than ${Object.keys(shape).join(', ')}`);
const truth = z.boolean('must be true or false');
const word = z.string('must be text').trim().min(1, 'must not be empty').max(200, 'is too long');

const symptomSchema = strict({
  name: word.exactOptional(),
  coding: z.object({ system: word, code: word }, 'must have a system and a code').exactOptional(),
  severity: within(0, 10),
  durationDays: within(0, 45_000).exactOptional(),
}).refine(({ name, coding }) => (name === undefined) !== (coding === undefined), 'needs a name or a coding');

/** Bounds are those of survival: outside them it is a slip of the pen or of the unit. */
const vitalsSchema = strict({
  temperature: within(25, 45).exactOptional(),
  oxygenSaturation: within(30, 100).exactOptional(),
  supplementalOxygen: truth.exactOptional(),
  respiratoryRate: within(1, 100).exactOptional(),
  heartRate: within(10, 300).exactOptional(),
  systolicPressure: within(30, 320).exactOptional(),
  consciousness: oneOf(['alert', 'confusion', 'voice', 'pain', 'unresponsive']).exactOptional(),
});

const flagCodes = redFlags.map(({ code }) => code) as [string, ...string[]];

/** The body of `POST /triage`. */
export const triageBodySchema = strict({
  symptoms: z
    .array(symptomSchema, 'must be a list')
    .min(fewestSymptoms, `needs at least ${fewestSymptoms} symptoms`)
    .max(mostSymptoms, `takes at most ${mostSymptoms} symptoms`),
  redFlags: z.array(oneOf(flagCodes), 'must be a list').exactOptional(),
  vitals: vitalsSchema.exactOptional(),
  age: within(0, 125).exactOptional(),
  pregnant: truth.exactOptional(),
  language: oneOf(['en', 'es']).exactOptional(),
});

/** What `POST /triage` was asked. */
export interface TriageInput {
  readonly complaint: Complaint;
  /** Language that the body asks for. */
  readonly language?: Language;
}

/**
 * Reads the body of a call. Symptoms may also be given as an object of name and severity.
 * @throws HoofbeatsError REQUEST_INVALID that names every element at fault, e.g. `symptoms[1].severity`.
 */
export function readTriage(body: unknown, names: SymptomNames): TriageInput {
  const {
    symptoms,
    redFlags: flags = [],
    age,
    pregnant,
    vitals,
    language,
  } = validated(triageBodySchema, spelledOut(body), 'REQUEST_INVALID');
  return {
    complaint: {
      symptoms: eachOnce(symptoms.map((symptom, index) => namedSymptom(symptom, index, names))),
      redFlags: redFlags.filter(({ code }) => flags.includes(code)),
      ...(vitals && { vitals }),
      ...(age !== undefined && { ageYears: age }),
      ...(pregnant !== undefined && { pregnant }),
    },
    ...(language !== undefined && { language }),
  };
}

/** `{ "fever": 3, … }` as `[{ "name": "fever", "severity": 3 }, …]`. */
function spelledOut(body: unknown): unknown {
  if (!isObject(body) || !isObject(body.symptoms)) return body;
  return { ...body, symptoms: Object.entries(body.symptoms).map(([name, severity]) => ({ name, severity })) };
}

function namedSymptom(symptom: z.infer<typeof symptomSchema>, index: number, names: SymptomNames): RatedSymptom {
  const { name, coding, severity, durationDays } = symptom;
  const named = coding ? names.byCode(canonicalSystem(coding.system), coding.code) : names.byName(name ?? '');
  // A symptom that is not known might be one that alarms, so that leaving it out would be unsafe.
  if (!named) throw unusable(`symptoms[${index}].${coding ? 'coding' : 'name'}`, 'is no symptom that is known');
  return { ...named, severity, ...(durationDays !== undefined && { durationDays }) };
}

function eachOnce(symptoms: readonly RatedSymptom[]): readonly RatedSymptom[] {
  const again = symptoms.findIndex(({ hpo }, index) => symptoms.findIndex((other) => other.hpo === hpo) < index);
  if (again >= 0) throw unusable(`symptoms[${again}]`, 'repeats another symptom');
  return symptoms;
}

const unusable = (expression: string, what: string) =>
  new HoofbeatsError('REQUEST_INVALID', `${expression}: ${what}.`, { expression: [expression] });
