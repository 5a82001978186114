import {
  type ConceptRead,
  conceptName,
  readConcept,
  readConcepts,
  resourceReference,
  statusCodes,
} from '../fhir/coding.ts';
import type { JsonObject } from '../fhir/json.ts';
import { isHedged } from '../terminology/hedged-text.ts';
import { lookupTable } from '../terminology/lookup-table.ts';
import { codeSystems, isSame, type PhenotypeMeaning, type Terminology } from '../terminology/terminology.ts';
import { type Assertion, assertTerm, type Provenance } from './assertion.ts';
import type { KnownDiagnosis } from './case.ts';
import { dateProblem, type EvidenceDate, evidenceDate } from './evidence-date.ts';
import type { FindingStatus } from './finding.ts';
import { icdPhenotype, isRemission } from './icd-phenotype.ts';
import type { IgnoreReason } from './ignore-reason.ts';
import { ignoredCondition } from './ignored-conditions.ts';
import { ignored, type Reading, unmapped } from './reading.ts';
import type { RecordContext } from './record-context.ts';
import { type SystemCoding, systemCodings } from './system-coding.ts';

// http://terminology.hl7.org/CodeSystem/condition-ver-status. Absent or unknown counts as confirmed, as EHRs mean it.
const certainty = lookupTable<{ readonly status: FindingStatus; readonly note?: string }>({
  confirmed: { status: 'present' },
  provisional: { status: 'present', note: 'provisional diagnosis' },
  unconfirmed: { status: 'present', note: 'unconfirmed' },
  // One of several possible diagnoses: it can neither be counted as there nor as excluded.
  differential: { status: 'unknown', note: 'one of several possible diagnoses' },
  refuted: { status: 'excluded', note: 'refuted' },
});

// http://terminology.hl7.org/CodeSystem/condition-clinical. A phenotype that was there once still speaks for a disease.
const pastStatus = lookupTable({
  inactive: 'inactive',
  resolved: 'resolved',
  remission: 'in remission',
});

const categoryNotes = lookupTable({ 'encounter-diagnosis': 'encounter diagnosis' });

/** Reads one Condition: its phenotypes by every coding, then by its words, and the disease that it names. */
export function readCondition(
  resource: JsonObject,
  context: RecordContext,
  when: EvidenceDate = evidenceDate(resource),
): Reading {
  const verification = statusCodes(resource.verificationStatus);
  if (verification.includes('entered-in-error')) return ignored('entered-in-error');
  const reference = resourceReference(resource);
  const concept = readConcept(resource.code);
  const display = conceptName(concept);
  if (display === undefined) {
    context.issues.add({
      severity: 'warning',
      code: 'condition-without-code',
      text: 'A Condition has neither a code nor a text, so it was not used.',
      reference,
      expression: 'Condition.code',
    });
    return ignored('no-code');
  }
  const problem = dateProblem(resource, reference, when, context);
  if (problem) return ignored(problem);
  const codings = systemCodings(concept);
  const { status, note } = verification.map((code) => certainty.get(code)).find((found) => found !== undefined) ?? {
    status: 'present' as const,
    note: undefined,
  };
  context.keeper?.condition({
    codes: codings.flatMap(({ system, code }) => (system === '' || code === '' ? [] : [{ system, code }])),
    display,
    reference,
    status: status !== 'present' || isKnown(verification, concept) ? status : 'unknown',
    past: isPast(resource, codings),
    ...(when.date === undefined ? {} : { date: when.date.text, instant: when.date.start }),
  });
  const always = ignoredCondition(codings, 'always');
  if (always) return ignored(always);

  const from: Provenance = { reference, display, date: when.date, origin: 'diagnosis' };
  const notes = [note, ...statusNotes(resource)].filter((part) => part !== undefined);
  const assertions = conditionAssertions(codings, concept.text, status, notes, from, context);
  const diagnosis = isKnown(verification, concept)
    ? knownDiagnosis(codings, concept.text, display, reference, context.terminology)
    : undefined;
  if (assertions.length > 0 || diagnosis !== undefined) {
    return diagnosis === undefined ? { kind: 'mapped', assertions } : { kind: 'mapped', assertions, diagnosis };
  }
  const reason = silence(codings, status, context.terminology) ?? ignoredCondition(codings, 'unmapped');
  return reason ? ignored(reason) : unmapped(codings, concept.text);
}

function statusNotes(resource: JsonObject): readonly (string | undefined)[] {
  const categories = readConcepts(resource.category).flatMap(({ codings }) => codings.map(({ code }) => code));
  return [
    ...statusCodes(resource.clinicalStatus).map((code) => pastStatus.get(code)),
    ...categories.map((code) => categoryNotes.get(code)),
  ];
}

function isPast(resource: JsonObject, codings: readonly SystemCoding[]): boolean {
  return statusCodes(resource.clinicalStatus).some((code) => pastStatus.has(code)) || codings.some(isRemission);
}

interface Meaning {
  readonly meaning: PhenotypeMeaning;
  readonly how: string;
}

function conditionAssertions(
  codings: readonly SystemCoding[],
  text: string | undefined,
  status: FindingStatus,
  notes: readonly string[],
  from: Provenance,
  { terminology, issues }: RecordContext,
): readonly Assertion[] {
  // Who has not the narrower may well have the wider: a refuted diagnosis excludes no more than its own term.
  const speaks = ({ meaning }: Meaning) => status !== 'excluded' || isSame(meaning);
  const coded = codedMeanings(codings, terminology, from, issues).filter(speaks);
  const worded = coded.length > 0 ? coded : wordMeanings(codings, text, terminology).filter(speaks);
  const meanings = worded.length > 0 ? worded : tabledMeanings(codings).filter(speaks);
  const certainty = [...new Set(notes)].join(', ');
  const byTerm = new Map<string, Assertion>();
  for (const { meaning, how } of meanings) {
    // A code that means "no …" excludes its term; refuted, it says nothing.
    if (meaning.excluded && status !== 'present') continue;
    const derivation = certainty === '' ? how : `${how}; ${certainty}`;
    const assertion = assertTerm(
      meaning.term,
      from,
      { status: meaning.excluded ? 'excluded' : status, derivation, ...(certainty === '' ? {} : { certainty }) },
      terminology,
      issues,
    );
    if (assertion && !byTerm.has(assertion.term)) byTerm.set(assertion.term, assertion);
  }
  return [...byTerm.values()];
}

const systemNames = lookupTable({
  [codeSystems.snomed]: 'SNOMED CT',
  [codeSystems.icd10cm]: 'ICD-10-CM',
  [codeSystems.icd10]: 'ICD-10',
  [codeSystems.icd9cm]: 'ICD-9-CM',
  [codeSystems.mondo]: 'MONDO',
  [codeSystems.omim]: 'OMIM',
  [codeSystems.orphanet]: 'Orphanet',
});

function codedMeanings(
  codings: readonly SystemCoding[],
  terminology: Terminology,
  from: Provenance,
  issues: RecordContext['issues'],
): readonly Meaning[] {
  return codings.flatMap(({ system, code }): readonly Meaning[] => {
    if (system === '' || code === '') return [];
    if (system === codeSystems.hpo) {
      const { kind } = terminology.ontology.resolve(code);
      // assertTerm says why such a code cannot be used.
      if (kind === 'unknown' || kind === 'obsolete') {
        assertTerm(code, from, { status: 'unknown', derivation: '' }, terminology, issues);
        return [];
      }
      return [{ meaning: { term: code, excluded: false, map: 'hpo', equivalence: 'equal' }, how: `HPO ${code}` }];
    }
    return terminology.phenotypes(system, code).map((meaning) => ({
      meaning,
      how: `${systemNames.get(system) ?? system} ${code}${meaning.category === undefined ? '' : ` (as ${meaning.category})`}`,
    }));
  });
}

/** Words in place of codes: the text, then the displays, matched exactly against labels and synonyms. */
function wordMeanings(
  codings: readonly SystemCoding[],
  text: string | undefined,
  terminology: Terminology,
): readonly Meaning[] {
  if (codings.some(isRemission)) return [];
  for (const words of [text, ...codings.map(({ display }) => display)]) {
    if (words === undefined || words === '') continue;
    const meaning = terminology.phenotypeByText(words);
    if (meaning) return [{ meaning, how: `text "${words}" (${meaning.map})` }];
  }
  return [];
}

/** Our own table of ICD codes, last. */
function tabledMeanings(codings: readonly SystemCoding[]): readonly Meaning[] {
  return codings.flatMap((coding) => {
    const term = icdPhenotype(coding);
    if (term === undefined) return [];
    const how = `${systemNames.get(coding.system) ?? coding.system} ${coding.code}`;
    return [{ meaning: { term, excluded: false, map: 'hoofbeats-icd', equivalence: 'wider' }, how }];
  });
}

/** A diagnosis is known when nobody doubts it: a suspected disease must stay among those to think of. */
function isKnown(verification: readonly string[], { text }: ConceptRead): boolean {
  return verification.every((code) => code === 'confirmed') && !isHedged(text ?? '');
}

/** Why codes that are understood say nothing. */
function silence(
  codings: readonly SystemCoding[],
  status: FindingStatus,
  terminology: Terminology,
): IgnoreReason | undefined {
  if (codings.some(isRemission)) return 'in-remission';
  const understood = (coding: SystemCoding) =>
    terminology.phenotypes(coding.system, coding.code).length > 0 || icdPhenotype(coding) !== undefined;
  return status === 'excluded' && codings.some(understood) ? 'refuted-narrower' : undefined;
}

function knownDiagnosis(
  codings: readonly SystemCoding[],
  text: string | undefined,
  display: string,
  reference: string,
  terminology: Terminology,
): KnownDiagnosis | undefined {
  const ids = new Set([
    ...codings.flatMap(({ system, code }) => (system === '' ? [] : terminology.diseases(system, code))),
    ...[text ?? '', ...codings.map((coding) => coding.display)].flatMap((words) => terminology.diseaseByText(words)),
  ]);
  return ids.size === 0 ? undefined : { ids: [...ids].sort(), display, reference };
}
