import { conceptName, readConcept } from '../../fhir/coding.ts';
import { isObject, type JsonObject, listOf } from '../../fhir/json.ts';
import { codeSystems, type Terminology } from '../../terminology/terminology.ts';
import { dateElements } from '../evidence-date.ts';
import { ignoredObservation } from '../ignored-codes.ts';
import { readValue } from '../observation-value.ts';
import { systemCodings } from '../system-coding.ts';
import { measurementRules } from '../tables/measurement-rules.ts';
import { decisionPoints } from './decision-points.ts';
import { type SettledReadings, settledReadings } from './settled-readings.ts';
import type { Statement, TermEvidence } from './term-evidence.ts';

/** What a resource says about a term, without the words for it. */
export interface BriefAssertion extends Statement {
  /** Where all that is said about the term comes together. */
  readonly evidence: TermEvidence;
}

/** The part of an Observation that one number decides, or a resource that none does. */
export interface BriefPart {
  /** Path of the number; absent when nothing differs between resources of the form. */
  readonly number: string | undefined;
  /** The resource with this part alone. */
  readonly sample: JsonObject;
  readonly readings: SettledReadings<readonly BriefAssertion[]>;
}

/** Resources that are the same but for ids, dates and numbers, and what has been learnt about reading them. */
export interface BriefForm {
  readonly type: 'Observation' | 'Condition';
  /** Path of the date that counts; absent when the resources are undated. */
  readonly date: string | undefined;
  /** Empty when such a resource never says anything. */
  readonly parts: readonly BriefPart[];
}

const isSame = (some: readonly BriefAssertion[], others: readonly BriefAssertion[]) =>
  some.length === others.length && some.every((assertion, place) => isSameAssertion(assertion, others[place]!));

const isSameAssertion = (a: BriefAssertion, b: BriefAssertion) =>
  a.evidence === b.evidence && a.status === b.status && a.origin === b.origin && a.valued === b.valued;

/**
 * @param sample a resource of the form
 * @param differing paths of what differs between resources of the form, e.g. `valueQuantity.value`
 * @returns undefined for a form that must be read resource by resource
 */
export function briefForm(
  sample: JsonObject,
  differing: ReadonlySet<string>,
  terminology: Terminology,
): BriefForm | undefined {
  const type = sample.resourceType;
  if (type !== 'Observation' && type !== 'Condition') return undefined;
  const date = (dateElements.get(type) ?? []).find((path) => valueAt(sample, path) !== undefined);
  if (date !== undefined && !differing.has(date)) return undefined;
  const parts = type === 'Condition' ? [wholePart(sample)] : observationParts(sample, differing, terminology);
  return parts && { type, date, parts };
}

const wholePart = (sample: JsonObject): BriefPart => ({
  number: undefined,
  sample,
  readings: settledReadings({ values: new Float64Array(), ages: new Float64Array() }, isSame),
});

function observationParts(
  sample: JsonObject,
  differing: ReadonlySet<string>,
  terminology: Terminology,
): readonly BriefPart[] | undefined {
  const concept = readConcept(sample.code);
  const { component } = sample;
  const components = listOf(component);
  if (conceptName(concept) === undefined || !(component === undefined || Array.isArray(component))) return undefined;
  if (!components.every(isObject)) return undefined;
  if (ignoredObservation(systemCodings(concept)) !== undefined) return [];
  const { component: _, ...own } = sample;
  const bare = Object.fromEntries(Object.entries(own).filter(([name]) => !name.startsWith('value')));
  const parts = [
    { element: own, alone: own, number: 'valueQuantity.value' },
    ...components.map((element, place) => ({
      element,
      alone: { ...bare, component: [element] },
      number: `component.${place}.valueQuantity.value`,
    })),
  ];
  // An Observation without a value of its own is what its components are.
  const told = readValue(own).kind === 'none' && components.length > 0 ? parts.slice(1) : parts;
  return told.flatMap(({ element, alone, number }) => {
    const loinc = loincOf(element);
    const isNumber = readValue(element).kind === 'number';
    if (isNumber && !isJudged(loinc, terminology)) return [];
    const points = decisionPoints(element, loinc);
    return {
      number: differing.has(number) ? number : undefined,
      sample: alone,
      readings: settledReadings(points, isSame),
    };
  });
}

const loincOf = (element: JsonObject) =>
  systemCodings(readConcept(element.code))
    .filter(({ system }) => system === codeSystems.loinc)
    .map(({ code }) => code);

/** Whether any rule judges a number with these codes. */
const isJudged = (loinc: readonly string[], terminology: Terminology) =>
  loinc.some((code) => terminology.knowsLoinc(code) || ruled.has(code));
const ruled = new Set(measurementRules.flatMap(({ loinc }) => loinc));

function valueAt(resource: JsonObject, path: string): unknown {
  let value: unknown = resource;
  for (const name of path.split('.')) value = isObject(value) ? value[name] : undefined;
  return value ?? undefined;
}
