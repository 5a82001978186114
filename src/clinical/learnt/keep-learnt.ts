import { type JsonObject, listOf, objectOf } from '../../fhir/json.ts';
import type { Sex } from '../case.ts';
import type { MeasurementLimits } from '../case-measurement.ts';
import { caseMeasurement, limitsOf, type Result, type ResultKind, resultKind } from '../keep-measurement.ts';
import { measured } from '../measured.ts';
import { isUsable, measurementOf } from '../observation.ts';
import { isPlausible } from '../plausible.ts';
import type { RecordContext } from '../record-context.ts';
import { reportedRange } from '../reference-range.ts';

/** What the results of a form are to a keeper, for patients of one sex. */
export interface LearntKind {
  readonly codes: ReadonlySet<string>;
  readonly sex: Sex | undefined;
  /** Absent where they are not kept. */
  readonly kind: ResultKind | undefined;
  readonly unit: string | undefined;
  readonly limits: MeasurementLimits | 'by-age' | undefined;
}

/** Both sexes and the unknown one, under two sets of codes; more would be a mistake, and begin anew. */
const mostKinds = 6;

/**
 * Keeps a plain number as `EvidenceKeeper.measurement` would, from what was learnt of its form.
 * @param kinds what was learnt of the form; grows
 * @param number of the resource's `valueQuantity`
 */
export function keepLearnt(
  kinds: LearntKind[],
  resource: JsonObject,
  number: number,
  result: Pick<Result, 'reference' | 'date' | 'age'>,
  context: RecordContext,
): void {
  const { keeper, sex } = context;
  if (!keeper) return;
  const { kind, unit, limits } = kindOf(kinds, resource, keeper.codes, context);
  const value = measured(number, unit);
  if (!kind || !value || !isPlausible(value, kind.loinc)) return;
  const { reference, date, age } = result;
  const own = limits === 'by-age' ? limitsOf({ element: resource, age }, kind.loinc, sex) : limits;
  keeper.add(caseMeasurement(kind, { reference, date, age, value, limits: own }));
}

function kindOf(
  kinds: LearntKind[],
  resource: JsonObject,
  codes: ReadonlySet<string>,
  context: RecordContext,
): LearntKind {
  const { sex } = context;
  for (const known of kinds) if (known.codes === codes && known.sex === sex) return known;
  const measurement = measurementOf(resource, resource.code, '', undefined, context);
  const { value, element, age } = measurement;
  const kind = isUsable(resource) ? resultKind(measurement, codes) : undefined;
  const learnt: LearntKind = {
    codes,
    sex,
    kind,
    unit: value.kind === 'number' ? value.measured.unit : undefined,
    limits: dependsOnAge(element, sex) ? 'by-age' : limitsOf({ element, age }, kind?.loinc ?? [], sex),
  };
  if (kinds.length >= mostKinds) kinds.length = 0;
  kinds.push(learnt);
  return learnt;
}

/** Our own intervals are those of ages, and so may a report's be. */
const dependsOnAge = ({ referenceRange }: JsonObject, sex: Sex | undefined) =>
  reportedRange(referenceRange, sex, undefined) === undefined ||
  listOf(referenceRange).some((range) => objectOf(range).age !== undefined);
