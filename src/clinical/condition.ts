import { conceptName, readConcept, readConcepts, resourceReference, statusCodes } from '../fhir/coding.ts';
import type { JsonObject } from '../fhir/json.ts';
import { codeSystems, type PhenotypeMeaning, type Terminology } from '../terminology/terminology.ts';
import { type Assertion, assertTerm, type Provenance } from './assertion.ts';
import type { KnownDiagnosis } from './case.ts';
import { dateProblem, evidenceDate } from './evidence-date.ts';
import type { FindingStatus } from './finding.ts';
import { icdPhenotype } from './icd-phenotype.ts';
import { ignoredCondition } from './ignored-conditions.ts';
import { ignored, type Reading, unmapped } from './reading.ts';
import type { RecordContext } from './record-context.ts';
import { type SystemCoding, systemCodings } from './system-coding.ts';

// http://terminology.hl7.org/CodeSystem/condition-ver-status. Absent or unknown counts as confirmed, as EHRs mean it.
const certainty: Readonly<Record<string, { readonly status: FindingStatus; readonly note?: string }>> = {
  confirmed: { status: 'present' },
  provisional: { status: 'present', note: 'provisional diagnosis' },
  unconfirmed: { status: 'present', note: 'unconfirmed' },
  // One of several possible diagnoses: it can neither be counted as there nor as excluded.
  differential: { status: 'unknown', note: 'one of several possible diagnoses' },
  refuted: { status: 'excluded', note: 'refuted' },
};

// http://terminology.hl7.org/CodeSystem/condition-clinical. A phenotype that was there once still speaks for a disease.
const pastStatus: Readonly<Record<string, string>> = {
  inactive: 'inactive',
  resolved: 'resolved',
  remission: 'in remission',
};

const categoryNotes: Readonly<Record<string, string>> = { 'encounter-diagnosis': 'encounter diagnosis' };

/** Reads one Condition: its phenotypes by every coding, then by its words, and the disease that it names. */
export function readCondition(resource: JsonObject, context: RecordContext): Reading {
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
  const when = evidenceDate(resource);
  const problem = dateProblem(resource, reference, when, context);
  if (problem) return ignored(problem);
  const codings = systemCodings(concept);
  const always = ignoredCondition(codings, 'always');
  if (always) return ignored(always);

  const { status, note } = verification.map((code) => certainty[code]).find((found) => found !== undefined) ?? {
    status: 'present' as const,
    note: undefined,
  };
  const from: Provenance = { reference, display, date: when.date, origin: 'diagnosis' };
  const notes = [note, ...statusNotes(resource)].filter((part) => part !== undefined);
  const assertions = conditionAssertions(codings, concept.text, status, notes, from, context);
  const diagnosis = status === 'present' ? knownDiagnosis(codings, display, reference, context.terminology) : undefined;
  if (assertions.length > 0 || diagnosis !== undefined) {
    return diagnosis === undefined ? { kind: 'mapped', assertions } : { kind: 'mapped', assertions, diagnosis };
  }
  const reason = ignoredCondition(codings, 'unmapped');
  return reason ? ignored(reason) : unmapped(codings, concept.text);
}

function statusNotes(resource: JsonObject): readonly (string | undefined)[] {
  const categories = readConcepts(resource.category).flatMap(({ codings }) => codings.map(({ code }) => code));
  return [
    ...statusCodes(resource.clinicalStatus).map((code) => pastStatus[code]),
    ...categories.map((code) => categoryNotes[code]),
  ];
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
  const coded = codedMeanings(codings, terminology, from, issues);
  const worded = coded.length > 0 ? coded : wordMeanings(codings, text, terminology);
  const meanings = worded.length > 0 ? worded : tabledMeanings(codings);
  const byTerm = new Map<string, Assertion>();
  for (const { meaning, how } of meanings) {
    // A code that means "no …" excludes its term; refuted, it says nothing.
    if (meaning.excluded && status !== 'present') continue;
    const derivation = notes.length === 0 ? how : `${how}; ${[...new Set(notes)].join(', ')}`;
    const assertion = assertTerm(
      meaning.term,
      from,
      { status: meaning.excluded ? 'excluded' : status, derivation },
      terminology,
      issues,
    );
    if (assertion && !byTerm.has(assertion.term)) byTerm.set(assertion.term, assertion);
  }
  return [...byTerm.values()];
}

const systemNames: Readonly<Record<string, string>> = {
  [codeSystems.snomed]: 'SNOMED CT',
  [codeSystems.icd10cm]: 'ICD-10-CM',
  [codeSystems.icd10]: 'ICD-10',
  [codeSystems.icd9cm]: 'ICD-9-CM',
  [codeSystems.mondo]: 'MONDO',
  [codeSystems.omim]: 'OMIM',
  [codeSystems.orphanet]: 'Orphanet',
};

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
      return [{ meaning: { term: code, excluded: false, map: 'hpo' }, how: `HPO ${code}` }];
    }
    return terminology.phenotypes(system, code).map((meaning) => ({
      meaning,
      how: `${systemNames[system] ?? system} ${code}${meaning.category === undefined ? '' : ` (as ${meaning.category})`}`,
    }));
  });
}

/** Words in place of codes: the text, then the displays, matched exactly against labels and synonyms. */
function wordMeanings(
  codings: readonly SystemCoding[],
  text: string | undefined,
  terminology: Terminology,
): readonly Meaning[] {
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
    const how = `${systemNames[coding.system] ?? coding.system} ${coding.code}`;
    return [{ meaning: { term, excluded: false, map: 'hoofbeats-icd' }, how }];
  });
}

function knownDiagnosis(
  codings: readonly SystemCoding[],
  display: string,
  reference: string,
  terminology: Terminology,
): KnownDiagnosis | undefined {
  const ids = new Set(codings.flatMap(({ system, code }) => (system === '' ? [] : terminology.diseases(system, code))));
  return ids.size === 0 ? undefined : { ids: [...ids].sort(), display, reference };
}
