import type { Case } from '../clinical/case.ts';
import type { CodeMeaning, Conclusion, EvidenceMeanings } from './evidence-meanings.ts';
import { readMeasurement } from './evidence-measurement.ts';
import type { EvidenceSource, Statement } from './evidence-statement.ts';
import { absent, type EvidenceRecord, present, unknown } from './evidence-vector.ts';
import { valueColumn } from './evidence-vocabulary.ts';

/** A Case as the common-disease model sees it. */
export interface CaseEvidence {
  readonly record: EvidenceRecord;
  /** Sources by place of the evidence, those that decided its state. */
  readonly sources: ReadonlyMap<number, readonly EvidenceSource[]>;
}

/** All that the record has is what it has: what it does not mention is unknown. */
type Known = Pick<Case, 'subject' | 'findings' | 'answers' | 'conditions' | 'measurements'>;

/**
 * Translates a Case into evidence. An answer of the questionnaire decides, as it was asked in the model's own words; then
 * whatever says that the evidence is present; then whatever says that it is absent.
 * @param ancestors HPO id → itself and all terms above it
 */
export function caseEvidence(
  known: Known,
  meanings: EvidenceMeanings,
  ancestors: (term: string) => ReadonlySet<string>,
): CaseEvidence {
  const { vocabulary } = meanings;
  const states = new Uint8Array(vocabulary.evidences.length);
  const values = new Set<number>();
  const sources = new Map<number, EvidenceSource[]>();
  const note = (statements: readonly Statement[], conclusion: Conclusion) => {
    const state = conclusion === 'present' ? present : absent;
    for (const { evidence, value, source } of statements.filter((one) => one.conclusion === conclusion)) {
      if (states[evidence] !== unknown && states[evidence] !== state) continue;
      states[evidence] = state;
      if (value !== undefined) values.add(value);
      sources.set(evidence, [...(sources.get(evidence) ?? []), source]);
    }
  };
  const answers = answerStatements(known, meanings);
  note(answers, 'present');
  note(answers, 'absent');
  const answered = new Set(answers.map(({ evidence }) => evidence));
  const others = [
    ...findingStatements(known, meanings, ancestors),
    ...conditionStatements(known, meanings),
    ...(known.measurements ?? []).flatMap((result) => readMeasurement(result, meanings)),
  ].filter(({ evidence }) => !answered.has(evidence));
  note(others, 'present');
  note(others, 'absent');
  const { ageYears, sex } = known.subject;
  return { record: { states, values: [...values].sort((a, b) => a - b), ageYears, sex, listed: false }, sources };
}

function answerStatements({ answers = [] }: Known, { vocabulary }: EvidenceMeanings): readonly Statement[] {
  return answers.flatMap(({ evidence: id, status, values = [], sources: [newest] }): Statement[] => {
    const evidence = vocabulary.placeOf.get(id);
    if (evidence === undefined || !newest) return [];
    const source = { kind: 'answer', ...sourceOf(newest) } as const;
    const conclusion = status === 'present' ? 'present' : 'absent';
    const columns = values.flatMap((value) => valueColumn(vocabulary.evidences[evidence]!, value) ?? []);
    if (columns.length === 0) return [{ evidence, conclusion, source }];
    return columns.map((value) => ({ evidence, conclusion, value, source }));
  });
}

function findingStatements(
  { findings }: Known,
  { phenotypes }: EvidenceMeanings,
  ancestors: (term: string) => ReadonlySet<string>,
): readonly Statement[] {
  return findings.flatMap(({ term, status, sources: [newest] }): Statement[] => {
    if (status === 'unknown' || !newest) return [];
    const source = { kind: 'finding', ...sourceOf(newest) } as const;
    const above = ancestors(term);
    if (status === 'present') {
      const stated = [...above].flatMap((code) => phenotypes.get(code) ?? []);
      return stated
        .filter(({ except }) => !except.some((code) => above.has(code)))
        .flatMap(concluding('stated', source));
    }
    // Who does not have a phenotype has none below it.
    const below = [...phenotypes].filter(([code]) => ancestors(code).has(term));
    return below.flatMap(([, found]) => found).flatMap(concluding('ruledOut', source));
  });
}

/** A condition of the past counts for the history only, and one that is merely suspected not at all. */
function conditionStatements(
  { conditions = [] }: Known,
  { conditions: meanings, vocabulary }: EvidenceMeanings,
): readonly Statement[] {
  return conditions.flatMap(({ codes, status, past, reference, display, date }): Statement[] => {
    if (status === 'unknown') return [];
    const source = { kind: 'condition', reference, display, ...(date !== undefined && { date }) } as const;
    return codes.flatMap(({ system, code }) => {
      const found = lookUp(meanings.get(system), code);
      const relevant = found.filter(({ evidence }) => !past || vocabulary.evidences[evidence]!.isAntecedent);
      // An excluded code speaks for itself only: what lies below it in its system is not known here.
      return status === 'present'
        ? relevant
            .filter(({ except }) => !except.some((one) => code.startsWith(one)))
            .flatMap(concluding('stated', source))
        : relevant.filter((one) => one.code === code).flatMap(concluding('ruledOut', source));
    });
  });
}

/** The code and its categories, by prefix: only ICD-10-CM has codes that begin with others. */
function lookUp(system: ReadonlyMap<string, readonly CodeMeaning[]> | undefined, code: string): readonly CodeMeaning[] {
  if (!system) return [];
  const own = system.get(code) ?? [];
  if (!/^[A-Z]\d/.test(code)) return own;
  return [...own, ...[...system].flatMap(([above, found]) => (above !== code && code.startsWith(above) ? found : []))];
}

const concluding =
  (said: 'stated' | 'ruledOut', source: EvidenceSource) =>
  ({ evidence, value, [said]: conclusion }: CodeMeaning): Statement[] => {
    if (conclusion === undefined) return [];
    // Another value may be given where this one is not, so a value is never ruled out as its evidence would be.
    if (value !== undefined) return conclusion === 'present' ? [{ evidence, conclusion, value, source }] : [];
    return [{ evidence, conclusion, source }];
  };

function sourceOf({ reference, display, date }: { reference: string; display: string; date?: string }) {
  return { reference, display, ...(date !== undefined && { date }) };
}
