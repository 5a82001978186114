import { conceptName, readConcept, resourceReference, statusCodes } from '../fhir/coding.ts';
import { ageAt, type PartialDate } from '../fhir/date.ts';
import { isObject, type JsonObject, listOf } from '../fhir/json.ts';
import { lookupTable } from '../terminology/lookup-table.ts';
import { codeSystems } from '../terminology/terminology.ts';
import { readCodedFinding } from './coded-finding.ts';
import { dateProblem, evidenceDate } from './evidence-date.ts';
import { type IgnoreReason, ignoreReasons } from './ignore-reason.ts';
import { ignoredObservation } from './ignored-codes.ts';
import { readLaboratory } from './laboratory.ts';
import type { Measurement } from './measurement.ts';
import { readValue } from './observation-value.ts';
import { combine, ignored, type Reading, unmapped } from './reading.ts';
import type { RecordContext } from './record-context.ts';
import { systemCodings } from './system-coding.ts';
import { readVitalSign } from './vital-signs.ts';

// R4 §10.1 ObservationStatus. Everything else, known or not, counts as a result.
const unusableStatus = lookupTable<IgnoreReason>({
  'entered-in-error': 'entered-in-error',
  cancelled: 'cancelled',
  registered: 'not-final',
});

/** Reads one Observation, with its components, whatever shape it has. */
export function readObservation(resource: JsonObject, context: RecordContext): Reading {
  const [status] = typeof resource.status === 'string' ? [resource.status] : statusCodes(resource.status);
  const unusable = unusableStatus.get(status ?? '');
  if (unusable) return ignored(unusable);
  const reference = resourceReference(resource);
  const concept = readConcept(resource.code);
  const components = listOf(resource.component).filter(isObject);
  if (conceptName(concept) === undefined && components.length === 0) {
    context.issues.add({
      severity: 'warning',
      code: 'observation-without-code',
      text: 'An Observation has no code that says what it is, so it was not used.',
      reference,
      expression: 'Observation.code',
    });
    return ignored('no-code');
  }
  const when = evidenceDate(resource);
  const problem = dateProblem(resource, reference, when, context);
  if (problem) return ignored(problem);
  const own = measurementOf(resource, resource.code, reference, when.date, context);
  const reason = ignoredObservation(own.codings);
  if (reason) {
    context.keeper?.measurement(own, context.sex);
    return ignored(reason);
  }
  const parts = components.map((component) => measurementOf(component, component.code, reference, when.date, context));
  const measured = own.value.kind === 'none' && parts.length > 0 ? parts : [own, ...parts];
  const reading = combine(measured.map((part) => readMeasurement(part, context)));
  // The members of a panel are resources of their own; only LOINC panels are known to be nothing else.
  const isPanel = own.value.kind === 'none' && parts.length === 0 && listOf(resource.hasMember).length > 0;
  return isPanel && reading.kind !== 'mapped' && own.loinc.length > 0 ? ignored('panel') : reading;
}

/** Whether an Observation's status lets it count at all. */
export const isUsable = ({ status }: JsonObject): boolean => unusableStatus.get(String(status)) === undefined;

/** @param element the Observation, or one component of it */
export function measurementOf(
  element: JsonObject,
  code: unknown,
  reference: string,
  date: PartialDate | undefined,
  { birth, index }: Pick<RecordContext, 'birth' | 'index'>,
): Measurement {
  const concept = readConcept(code);
  const codings = systemCodings(concept);
  return {
    codings,
    loinc: codings.filter(({ system }) => system === codeSystems.loinc).map((coding) => coding.code),
    text: concept.text,
    value: readValue(element),
    element,
    from: { reference, display: conceptName(concept) ?? 'Observation', date, origin: 'measurement' },
    age: birth === undefined ? undefined : Math.max(0, ageAt(birth, date?.start ?? index.at)),
  };
}

function readMeasurement(measurement: Measurement, context: RecordContext): Reading {
  const reading = readByRules(measurement, context);
  if (reading.kind !== 'ignored' || reading.reason !== 'implausible-value') {
    context.keeper?.measurement(measurement, context.sex);
  }
  if (reading.kind === 'ignored') reportUnit(reading.reason, measurement, context);
  return reading;
}

/** A result that could not be judged for its unit alone is told, because whoever sends it can mend it. */
function reportUnit(reason: IgnoreReason, { from }: Measurement, { issues }: RecordContext): void {
  if (reason !== 'unit-missing' && reason !== 'unit-mismatch') return;
  issues.add({
    severity: 'warning',
    code: reason,
    text: `${from.display} ${ignoreReasons[reason]}, so it was not used.`,
    reference: from.reference,
    expression: 'Observation.value.unit',
  });
}

function readByRules(measurement: Measurement, context: RecordContext): Reading {
  const reason = ignoredObservation(measurement.codings);
  if (reason) return ignored(reason);
  const vital = readVitalSign(measurement, context);
  if (vital) return vital;
  const laboratory = readLaboratory(measurement, context);
  if (laboratory?.kind === 'mapped') return laboratory;
  const coded = readCodedFinding(measurement, context) ?? laboratory;
  if (coded) return coded;
  // Whatever an unknown code may mean, without a result it says nothing; only panels are told by their members.
  const { value, element } = measurement;
  if (value.kind === 'none' && listOf(element.hasMember).length === 0) return ignored(value.reason);
  return unmapped(measurement.codings, measurement.text);
}
