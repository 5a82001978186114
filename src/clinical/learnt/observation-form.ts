import { readConcept } from '../../fhir/coding.ts';
import { isObject, type JsonObject, numberOf } from '../../fhir/json.ts';
import { isSameJson } from '../../fhir/same-json.ts';
import { codeSystems } from '../../terminology/terminology.ts';
import { decisionPoints } from '../brief/decision-points.ts';
import { type SettledReadings, settledReadings } from '../brief/settled-readings.ts';
import { systemCodings } from '../system-coding.ts';
import type { LearntKind } from './keep-learnt.ts';
import { isSameMeaning, type LearntMeaning } from './learnt-meaning.ts';

/** Observations that are the same but for what names and dates them, and for their number. */
export interface ObservationForm {
  /** What they have in common; nothing of it tells whose they are. */
  readonly sample: FormElements;
  /** How often it was met: what comes once is not worth learning. */
  met: number;
  /** Absent until it is learnt, and where its rules cannot be learnt. */
  readings?: SettledReadings<LearntMeaning> | undefined;
  /** What its results are to whoever keeps them. */
  readonly kinds: LearntKind[];
}

/** Every element that a rule reads, but for date and number. */
interface FormElements {
  readonly status: unknown;
  readonly code: unknown;
  readonly interpretation: unknown;
  readonly referenceRange: unknown;
  readonly unit: unknown;
  readonly unitCode: unknown;
  readonly unitSystem: unknown;
}

/** A longer one is no usual result, and is not worth the memory. */
const longestForm = 4096;
const worthLearning = 2;

/** The number of a plain quantitative result; undefined for every other kind of Observation, which has no form. */
export function plainNumber(resource: JsonObject): number | undefined {
  const { resourceType, component, hasMember, valueQuantity } = resource;
  if (resourceType !== 'Observation' || component !== undefined || hasMember !== undefined) return undefined;
  if (!isObject(valueQuantity) || valueQuantity.comparator !== undefined) return undefined;
  return numberOf(valueQuantity.value);
}

/** Code under which a form is looked for: the first that the laboratory gives. */
export function leadingCode({ code }: JsonObject): string | undefined {
  const codings = isObject(code) ? code.coding : undefined;
  const first: unknown = Array.isArray(codings) ? codings[0] : undefined;
  return isObject(first) && typeof first.code === 'string' ? first.code : undefined;
}

/** Whether a plain quantitative result has this form. */
export function hasForm({ sample }: ObservationForm, resource: JsonObject): boolean {
  const quantity = resource.valueQuantity as JsonObject;
  // The code comes last: forms of one code differ in all else.
  return (
    sample.unitCode === quantity.code &&
    sample.unit === quantity.unit &&
    isSameJson(sample.interpretation, resource.interpretation) &&
    isSameJson(sample.referenceRange, resource.referenceRange) &&
    isSameJson(sample.code, resource.code) &&
    sample.unitSystem === quantity.system &&
    sample.status === resource.status
  );
}

/** The form of a plain quantitative result, not learnt yet; undefined for one that is not worth remembering. */
export function newForm(resource: JsonObject): ObservationForm | undefined {
  const { status, code, interpretation, referenceRange } = resource;
  const { unit, code: unitCode, system: unitSystem } = resource.valueQuantity as JsonObject;
  const sample = copied({ status, code, interpretation, referenceRange, unit, unitCode, unitSystem });
  return sample && { sample, met: 0, kinds: [] };
}

/** What has been learnt of a form that was met again; undefined where every result must be read by the rules. */
export function readingsOf(form: ObservationForm, resource: JsonObject): SettledReadings<LearntMeaning> | undefined {
  form.met += 1;
  if (form.met !== worthLearning) return form.readings;
  const points = decisionPoints(resource, loincOf(resource));
  form.readings = points && settledReadings(points, isSameMeaning);
  return form.readings;
}

/** A copy, so that a form does not hold on to the resource, and bounds its depth; undefined when it is long. */
function copied(elements: FormElements): FormElements | undefined {
  try {
    const text = JSON.stringify(elements);
    return text.length > longestForm ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const loincOf = ({ code }: JsonObject) =>
  systemCodings(readConcept(code)).flatMap(({ system, code: own }) => (system === codeSystems.loinc ? [own] : []));
