import { resourceReference } from '../fhir/coding.ts';
import { ageAt, type PartialDate, parseDate } from '../fhir/date.ts';
import { isObject, listOf, objectOf, stringOf } from '../fhir/json.ts';
import { lookupTable } from '../terminology/lookup-table.ts';
import type { Sex, Subject } from './case.ts';
import { type IndexTime, isFuture } from './index-time.ts';
import type { IssueLog } from './issue-log.ts';

const usCoreBirthSex = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex';
const birthSexes = lookupTable<Sex>({ M: 'male', F: 'female' });

/** `gender`, or the US Core birth sex where gender is neither male nor female. */
export function sexOf(patient: unknown): Sex | undefined {
  const { gender, extension } = objectOf(patient);
  if (gender === 'male' || gender === 'female') return gender;
  const birthSex = listOf(extension)
    .map(objectOf)
    .find(({ url }) => url === usCoreBirthSex);
  return birthSexes.get(stringOf(birthSex?.valueCode) ?? '');
}

export function birthDateOf(patient: unknown): PartialDate | undefined {
  return parseDate(objectOf(patient).birthDate);
}

// Older than anyone has become: the birth date is wrong, and an age from it would mislead every rule that uses age.
const oldest = 125;

/** What the models may know of the patient. A birth date that cannot be right is an issue and leaves the age unknown. */
export function readSubject(patient: unknown, index: IndexTime, issues: IssueLog): Subject {
  const reference = isObject(patient) ? resourceReference(patient) : 'Patient';
  const sex = sexOf(patient);
  const base = { reference, ...(sex === undefined ? {} : { sex }) };
  const written = objectOf(patient).birthDate;
  const birth = birthDateOf(patient);
  if (!birth) {
    if (written !== undefined && written !== null) {
      issues.add({
        severity: 'warning',
        code: 'birth-date-invalid',
        text: 'The birth date is not a date, so the age is unknown.',
        reference,
        expression: 'Patient.birthDate',
      });
    }
    return base;
  }
  const ageYears = ageAt(birth, index.at);
  if (isFuture(birth, index) || ageYears > oldest) {
    issues.add({
      severity: 'warning',
      code: 'birth-date-implausible',
      text: `The birth date lies ${isFuture(birth, index) ? 'in the future' : `more than ${oldest} years ago`}, so the age is unknown.`,
      reference,
      expression: 'Patient.birthDate',
    });
    return base;
  }
  return { ...base, birthDate: birth.text, ageYears: Math.max(0, ageYears) };
}
