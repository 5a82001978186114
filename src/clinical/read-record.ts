import { resourceReference } from '../fhir/coding.ts';
import { isObject, type JsonObject, objectOf, stringOf } from '../fhir/json.ts';
import { subjectReference } from '../fhir/reference.ts';
import type { Terminology } from '../terminology/terminology.ts';
import type { Subject } from './case.ts';
import { readCondition } from './condition.ts';
import { type DatedResource, findDuplicates } from './duplicates.ts';
import { evidenceDate } from './evidence-date.ts';
import type { EvidenceKeeper } from './evidence-keeper.ts';
import { type IndexTime, indexTimeOf } from './index-time.ts';
import { createIssueLog, type IssueLog } from './issue-log.ts';
import { readLearntObservation } from './learnt/learnt-observations.ts';
import { readQuestionnaireResponse } from './questionnaire/read-answers.ts';
import { ignored, type Reading } from './reading.ts';
import type { PatientRecord } from './record.ts';
import type { RecordContext } from './record-context.ts';
import { birthDateOf, readSubject, sexOf } from './subject.ts';

/** One resource of the record with what became of it. */
export interface ResourceReading {
  readonly resource: unknown;
  readonly type: keyof typeof readers;
  readonly reading: Reading;
}

export interface RecordReading {
  readonly subject: Subject;
  readonly index: IndexTime;
  readonly readings: readonly ResourceReading[];
  readonly issues: IssueLog;
}

const readers = {
  Observation: readLearntObservation,
  Condition: readCondition,
  QuestionnaireResponse: (resource: JsonObject, context: RecordContext) => readQuestionnaireResponse(resource, context),
} as const;

/** Reads every resource of a patient's record, one by one. Nothing is merged yet. */
export function readRecord(
  record: PatientRecord,
  terminology: Terminology,
  now: number,
  keeper?: EvidenceKeeper,
): RecordReading {
  const issues = createIssueLog();
  const items = [
    ...listed('Observation', record.observations, issues),
    ...listed('Condition', record.conditions, issues),
    ...listed('QuestionnaireResponse', record.questionnaireResponses, issues),
  ];
  const dates = items.flatMap(({ when }) => when.date ?? []);
  const index = indexTimeOf(dates, birthDateOf(record.patient), now);
  const subject = readSubject(record.patient, index, issues);
  const context: RecordContext = {
    terminology,
    index,
    sex: sexOf(record.patient),
    birth: subject.birthDate === undefined ? undefined : birthDateOf(record.patient),
    issues,
    keeper,
  };
  const { copies, repetitions } = findDuplicates(items);
  // The same resource twice is what overlapping searches give; the same result under two ids is worth a look.
  if (repetitions.size > 0) {
    issues.add({
      severity: 'information',
      code: 'duplicate',
      text: `${repetitions.size} resources repeat the measurement of another one, which was counted once.`,
    });
  }
  const patientId = stringOf(objectOf(record.patient).id);
  const readings = items.map((item): ResourceReading => {
    const { type, resource, when } = item;
    if (resource === nothing) return { type, resource: undefined, reading: ignored('not-a-resource') };
    if (copies.has(item) || repetitions.has(item)) return { type, resource, reading: ignored('duplicate') };
    if (isAboutAnother(resource, patientId)) {
      issues.add({
        severity: 'warning',
        code: 'other-patient',
        text: 'The resource is about another patient, so it was not used.',
        reference: resourceReference(resource),
        expression: `${type}.subject`,
      });
      return { type, resource, reading: ignored('other-patient') };
    }
    return { type, resource, reading: readers[type](resource, context, when) };
  });
  return { subject, index, readings, issues };
}

interface Item extends DatedResource {
  readonly type: ResourceReading['type'];
}

/** Stands where something is no resource: it has neither id nor date. */
const nothing: JsonObject = {};

function listed(type: Item['type'], resources: readonly unknown[] | undefined, issues: IssueLog): readonly Item[] {
  return (Array.isArray(resources) ? resources : []).map((resource: unknown): Item => {
    if (isObject(resource) && (resource.resourceType === undefined || resource.resourceType === type)) {
      return { type, resource, when: evidenceDate(resource) };
    }
    issues.add({
      severity: 'warning',
      code: 'not-a-resource',
      text: `Something among the resources of type ${type} is not one, so it was not used.`,
    });
    return { type, resource: nothing, when: { date: undefined, element: undefined } };
  });
}

/** Only a reference that names another Patient tells; urn: and absent references were resolved by whoever gathered. */
function isAboutAnother(resource: JsonObject, patientId: string | undefined): boolean {
  const reference = subjectReference(resource);
  return (
    patientId !== undefined &&
    reference?.kind === 'resource' &&
    reference.type === 'Patient' &&
    reference.id !== patientId
  );
}
