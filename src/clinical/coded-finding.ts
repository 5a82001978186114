import { type ConceptRead, conceptName } from '../fhir/coding.ts';
import { isHedged } from '../terminology/hedged-text.ts';
import { codeSystems, isSame, type PhenotypeMeaning } from '../terminology/terminology.ts';
import { type Assertion, assertTerm, statusOf } from './assertion.ts';
import type { FindingStatus } from './finding.ts';
import { readInterpretation } from './interpretation.ts';
import type { Measurement } from './measurement.ts';
import { qualitativeOutcome } from './qualitative.ts';
import type { Reading } from './reading.ts';
import type { RecordContext } from './record-context.ts';
import { type SystemCoding, systemCodings } from './system-coding.ts';

// LOINC: chief complaint, reported and narrative; reason for visit.
const complaintCodes = new Set(['8661-1', '10154-3', '29299-5']);

/**
 * An Observation that names a finding instead of measuring one: its code is the finding and its value says whether it
 * is there, or its value is the finding, or it is a chief complaint in words. Undefined when it is none of these.
 */
export function readCodedFinding(measurement: Measurement, context: RecordContext): Reading | undefined {
  const assertions =
    findingInCode(measurement, context) ?? findingInValue(measurement, context) ?? complaints(measurement, context);
  return assertions === undefined || assertions.length === 0 ? undefined : { kind: 'mapped', assertions };
}

interface CodedMeaning {
  readonly meaning: PhenotypeMeaning;
  readonly words: string;
}

function meaningsOf(codings: readonly SystemCoding[], { terminology }: RecordContext): readonly CodedMeaning[] {
  return codings.flatMap(({ system, code, display }) => {
    if (system === '' || system === codeSystems.loinc || code === '') return [];
    return terminology
      .phenotypes(system, code)
      .map((meaning) => ({ meaning, words: `${display === '' ? code : display} (${meaning.map})` }));
  });
}

function findingInCode(measurement: Measurement, context: RecordContext): readonly Assertion[] | undefined {
  const answer = answerOf(measurement);
  if (answer === undefined) return undefined;
  const coded = meaningsOf(measurement.codings, context);
  const text = coded.length === 0 && measurement.text !== undefined ? measurement.text : undefined;
  const meaning = text === undefined ? undefined : context.terminology.phenotypeByText(text);
  const meanings = meaning ? [{ meaning, words: `"${text}" (${meaning.map})` }] : coded;
  if (meanings.length === 0) return undefined;
  return assertAll(
    meanings,
    measurement,
    context,
    `${answer === 'present' ? 'reported present' : 'reported absent'}: `,
    answer,
  );
}

/** Whether the Observation says yes or no to its own code. */
function answerOf({ value, element }: Measurement): FindingStatus | undefined {
  if (value.kind === 'boolean') return value.value ? 'present' : 'excluded';
  const outcome = value.kind === 'words' ? qualitativeOutcome(value.concept) : undefined;
  const flag = outcome ?? (value.kind === 'none' ? readInterpretation(element.interpretation) : undefined);
  return flag === 'POS' ? 'present' : flag === 'NEG' ? 'excluded' : undefined;
}

function findingInValue(measurement: Measurement, context: RecordContext): readonly Assertion[] | undefined {
  if (measurement.value.kind !== 'words') return undefined;
  const meanings = meaningsOf(systemCodings(measurement.value.concept), context);
  return meanings.length === 0 ? undefined : assertAll(meanings, measurement, context, '', 'present');
}

function complaints(measurement: Measurement, context: RecordContext): readonly Assertion[] | undefined {
  if (measurement.value.kind !== 'words' || !measurement.loinc.some((code) => complaintCodes.has(code)))
    return undefined;
  const words = complaintWords(measurement.value.concept);
  const meanings = words.flatMap((word) => {
    const meaning = context.terminology.phenotypeByText(word);
    return meaning ? [{ meaning, words: `"${word}" (${meaning.map})` }] : [];
  });
  return assertAll(meanings, measurement, context, 'chief complaint ', 'present');
}

function complaintWords(concept: ConceptRead): readonly string[] {
  const words = conceptName(concept) ?? '';
  // A denial at the beginning may speak of everything in the list: "denies fever, chills".
  if (isHedged(words)) return [];
  return words.split(/[,;/+]/).filter((word) => word.trim() !== '');
}

function assertAll(
  meanings: readonly CodedMeaning[],
  { from, value }: Measurement,
  { terminology, issues }: RecordContext,
  prefix: string,
  answer: FindingStatus,
): readonly Assertion[] {
  const shownValue = value.kind === 'words' ? conceptName(value.concept) : undefined;
  const seen = new Map<string, Assertion>();
  for (const { meaning, words } of meanings) {
    // A code that itself means "no …" and is answered with "no" says nothing that can be relied on.
    if (meaning.excluded && answer === 'excluded') continue;
    // Who has not the narrower may well have the wider.
    if (answer === 'excluded' && !isSame(meaning)) continue;
    const status = meaning.excluded ? statusOf(meaning) : answer;
    const how = {
      status,
      ...(shownValue === undefined ? {} : { value: shownValue }),
      derivation: `${prefix}${words}`,
    };
    const assertion = assertTerm(meaning.term, from, how, terminology, issues);
    if (assertion) seen.set(assertion.term, assertion);
  }
  return [...seen.values()];
}
