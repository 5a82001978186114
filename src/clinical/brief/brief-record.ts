import { ageAt, msPerDay, type PartialDate } from '../../fhir/date.ts';
import { isObject, type JsonObject } from '../../fhir/json.ts';
import type { Terminology } from '../../terminology/terminology.ts';
import type { Case } from '../case.ts';
import { readCondition } from '../condition.ts';
import type { Finding, FindingSource } from '../finding.ts';
import { createIssueLog } from '../issue-log.ts';
import { readObservation } from '../observation.ts';
import type { RecordContext } from '../record-context.ts';
import { sanitiseFindings } from '../sanitise.ts';
import { birthDateOf, readSubject, sexOf } from '../subject.ts';
import type { BriefAssertion, BriefForm, BriefPart } from './brief-form.ts';
import { contradicted, createDayNumbers } from './day-numbers.ts';
import { createTermEvidence, type TermEvidence } from './term-evidence.ts';

/** When the evidence of a resource is from: a day or an instant, in ms since the epoch. */
export interface BriefDate {
  readonly start: number;
  readonly end: number;
  /** As it is written, e.g. 20240302. */
  readonly day: number;
  readonly text: () => string;
}

/**
 * Reads the records of patients, one after another, as far as terms and their status: what a verdict needs, and no more.
 * What one record has needed is used again for the next.
 */
export interface BriefRecords {
  /** Begins a record, and forgets the one before. */
  begin(patient: JsonObject): void;
  /**
   * Adds a resource of a form, which must have met no other reader of records.
   * @param date undefined for a form without one
   * @param numberOf the number of a part of the form
   * @returns whether it says anything, or that the record must be read in full
   */
  add(
    form: BriefForm,
    date: BriefDate | undefined,
    numberOf: (part: number) => number,
  ): 'speaks' | 'silent' | 'unclear';
  /**
   * The case, whose findings are those of `normalise` and stand-ins for its sources: it tells whether a source had a value,
   * and nothing of where it is from. Not to be shown. Undefined when the record must be read in full.
   */
  read(): Case | undefined;
}

/** Of an index time that is not shifted: see `indexTimeOf`. */
const tolerance = msPerDay;

const readers = { Observation: readObservation, Condition: readCondition } as const;

/** @param now time of the call, ms since the epoch */
export function createBriefRecords(terminology: Terminology, now: number): BriefRecords {
  const evidenceOf = new Map<string, TermEvidence>();
  /** By term. */
  let evidences: readonly TermEvidence[] = [];
  const days = createDayNumbers();
  let own = ownOf({}, terminology, now);

  // What the rules are asked about; set before each asking, which is rare.
  const asked: { part?: BriefPart; form?: BriefForm; date?: BriefDate | undefined } = {};

  function ask(value: number): readonly BriefAssertion[] {
    const { part, form, date } = asked as Required<typeof asked>;
    let resource = part.sample;
    if (part.number !== undefined) resource = withAt(resource, numberPath(part.number), value);
    if (form.date !== undefined) resource = withAt(resource, form.date.split('.'), date?.text());
    const reading = readers[form.type](resource, own.context);
    if (reading.kind !== 'mapped') return silent;
    return reading.assertions.map(({ term, label, status, origin, source }) => ({
      evidence: evidenceOf.get(term) ?? newEvidence(term, label),
      status,
      origin,
      valued: source.value !== undefined,
    }));
  }

  function newEvidence(term: string, label: string): TermEvidence {
    const evidence = createTermEvidence(term, label);
    evidenceOf.set(term, evidence);
    evidences = [...evidences, evidence].sort((a, b) => (a.term < b.term ? -1 : 1));
    return evidence;
  }

  return {
    begin(patient) {
      own = ownOf(patient, terminology, now);
      days.clear();
      for (const evidence of evidences) evidence.clear();
    },
    add(form, date, numberOf) {
      const { context, ages } = own;
      const { birth, sex } = context;
      let day = 0;
      if (date) {
        // A record whose dates lie in the future may be a shifted one.
        if (date.start > now + tolerance) return 'unclear';
        if (form.parts.length === 0 || (birth && date.end + tolerance <= birth.start)) return 'silent';
        day = days.numberOf(date.start, date.day);
        if (day === contradicted) return 'unclear';
      }
      // A Condition may be a known diagnosis without being a finding.
      let speaks = form.type === 'Condition';
      for (let place = 0; place < form.parts.length; place++) {
        const part = form.parts[place]!;
        const value = part.number === undefined ? 0 : numberOf(place);
        if (!Number.isFinite(value)) return 'unclear';
        asked.part = part;
        asked.form = form;
        asked.date = date;
        const assertions = part.readings.read(value, ages(date?.start), sex, ask);
        if (assertions.length > 0) speaks = true;
        for (const assertion of assertions)
          assertion.evidence.add(assertion, date?.start ?? Number.NEGATIVE_INFINITY, day);
      }
      return speaks ? 'speaks' : 'silent';
    },
    read() {
      const { subject, context } = own;
      const findings: Finding[] = [];
      for (const evidence of evidences) {
        if (evidence.isEmpty) continue;
        const { term, label, allValued } = evidence;
        const status = evidence.status();
        if (status === undefined) return undefined;
        findings.push({ term, label, status, sources: allValued ? valued : unvalued });
      }
      return {
        subject,
        indexTime: new Date(now).toISOString(),
        findings: sanitiseFindings(findings, terminology.ontology, context.issues),
        knownDiagnoses: [],
        coverage: { total: 0, mapped: 0, ignored: {}, unmapped: [] },
        issues: [],
      };
    },
  };
}

/** What is known of the patient of a record. */
function ownOf(patient: JsonObject, terminology: Terminology, now: number) {
  const issues = createIssueLog();
  const index = { at: now, shifted: false };
  const subject = readSubject(patient, index, issues);
  const birth = subject.birthDate === undefined ? undefined : birthDateOf(patient);
  const context: RecordContext = { terminology, index, sex: sexOf(patient), birth, issues };
  return { subject, context, ages: ageMemory(birth, now) };
}

const silent: readonly BriefAssertion[] = [];
const standIn = { reference: '', display: '', derivation: '' };
const valued: readonly FindingSource[] = [{ ...standIn, value: '' }];
const unvalued: readonly FindingSource[] = [standIn];

/** Age at a moment as measurements have it; the results of a sample come one after another. */
function ageMemory(birth: PartialDate | undefined, now: number): (start: number | undefined) => number | undefined {
  let last: number | undefined;
  let age: number | undefined;
  return (start = now) => {
    if (birth === undefined) return undefined;
    if (start !== last) {
      last = start;
      age = Math.max(0, ageAt(birth, start));
    }
    return age;
  };
}

/** In the sample of a part, its component is the only one. */
const numberPath = (path: string) => path.replace(/^component\.\d+/, 'component.0').split('.');

function withAt(value: unknown, [name, ...rest]: readonly string[], replacement: unknown): JsonObject {
  const inside = (within: unknown) => (rest.length === 0 ? replacement : withAt(within, rest, replacement));
  if (Array.isArray(value)) {
    const copy = [...value];
    copy[Number(name)] = inside(copy[Number(name)]);
    return copy as unknown as JsonObject;
  }
  const object = isObject(value) ? value : {};
  return { ...object, [name!]: inside(object[name!]) };
}
