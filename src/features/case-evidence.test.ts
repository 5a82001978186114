import { describe, expect, it } from 'vitest';
import type { CaseCondition } from '../clinical/case-condition.ts';
import type { CaseMeasurement } from '../clinical/case-measurement.ts';
import type { EvidenceAnswer } from '../clinical/evidence-answer.ts';
import type { Finding } from '../clinical/finding.ts';
import { measured } from '../clinical/measured.ts';
import { caseEvidence } from './case-evidence.ts';
import type { CodeMeaning, EvidenceMeanings } from './evidence-meanings.ts';
import { absent, activeColumns, present, unknown } from './evidence-vector.ts';
import { evidenceVocabulary } from './evidence-vocabulary.ts';

const vocabulary = evidenceVocabulary(
  [
    { id: 'E_91', kind: 'binary', isAntecedent: false },
    { id: 'E_53', kind: 'binary', isAntecedent: false },
    { id: 'E_55', kind: 'multi', isAntecedent: false, parent: 'E_53', values: ['V_89', 'V_62'] },
    { id: 'E_124', kind: 'binary', isAntecedent: true },
    { id: 'E_56', kind: 'scale', isAntecedent: false, parent: 'E_53', values: ['0', '1', '2', '3'] },
  ],
  [0, 18],
);
const [fever, pain, place, asthma, intensity] = [0, 1, 2, 3, 4];
const icd = 'http://hl7.org/fhir/sid/icd-10-cm';

const meaning = (code: string, evidence: number, rest: Partial<CodeMeaning>): [string, CodeMeaning[]] => [
  code,
  [{ code, evidence, except: [], ...rest }],
];
const meanings: EvidenceMeanings = {
  vocabulary,
  phenotypes: new Map([
    meaning('fever', fever, { stated: 'present', ruledOut: 'absent', except: ['drug fever'] }),
    meaning('headache', place, { stated: 'present', value: vocabulary.evidences[place]!.firstValue }),
    meaning('pain', pain, { stated: 'present', ruledOut: 'absent' }),
  ]),
  conditions: new Map([[icd, new Map([meaning('J45', asthma, { stated: 'present', except: ['J45.99'] })])]]),
  results: new Map([
    ['72514-3', [{ evidence: intensity, present: new Set(), absent: new Set(), isScore: true }]],
    [
      '8310-5',
      [
        {
          evidence: fever,
          present: new Set(),
          absent: new Set(),
          isScore: false,
          limits: { unit: 'Cel', from: 38, below: Number.POSITIVE_INFINITY, fromAge: 0 },
        },
      ],
    ],
  ]),
};
const hierarchy: Readonly<Record<string, readonly string[]>> = {
  'high fever': ['high fever', 'fever', 'root'],
  'drug fever': ['drug fever', 'fever', 'root'],
  fever: ['fever', 'root'],
  headache: ['headache', 'pain', 'root'],
  pain: ['pain', 'root'],
};
const ancestors = (term: string) => new Set(hierarchy[term] ?? [term]);

const source = { reference: 'Observation/1', display: 'as the record has it', derivation: 'test' };
const finding = (term: string, status: Finding['status']): Finding => ({
  term,
  label: term,
  status,
  sources: [source],
});
const answer = (evidence: string, status: EvidenceAnswer['status'], values?: readonly string[]): EvidenceAnswer => ({
  ...{ evidence, status, sources: [source] },
  ...(values && { values }),
});
const condition = (code: string, rest: Partial<CaseCondition> = {}): CaseCondition => ({
  codes: [{ system: icd, code }],
  ...{ display: code, reference: 'Condition/1', status: 'present', past: false },
  ...rest,
});
const result = (loinc: string, value: number, unit: string): CaseMeasurement => ({
  ...{ loinc: [loinc], reference: 'Observation/2', display: loinc, ageYears: 40 },
  value: measured(value, unit)!,
});

interface Known {
  readonly findings?: readonly Finding[];
  readonly answers?: readonly EvidenceAnswer[];
  readonly conditions?: readonly CaseCondition[];
  readonly measurements?: readonly CaseMeasurement[];
}
const read = (known: Known) =>
  caseEvidence({ subject: { reference: 'Patient/1' }, findings: [], ...known }, meanings, ancestors);
const states = (known: Known) => [...read(known).record.states];

describe('caseEvidence', () => {
  it('takes a finding at or below a code for the evidence, but for what is excepted', () => {
    expect(states({ findings: [finding('high fever', 'present')] })[fever]).toBe(present);
    expect(states({ findings: [finding('drug fever', 'present')] })[fever]).toBe(unknown);
  });

  it('takes an exclusion at or above a code for absence, and one below it for nothing', () => {
    expect(states({ findings: [finding('fever', 'excluded')] })[fever]).toBe(absent);
    expect(states({ findings: [finding('root', 'excluded')] })[fever]).toBe(absent);
    expect(states({ findings: [finding('high fever', 'excluded')] })[fever]).toBe(unknown);
  });

  it('reads a value, which makes its parent evidence present', () => {
    const { record } = read({ findings: [finding('headache', 'present')] });
    expect(record.values).toEqual([vocabulary.evidences[place]!.firstValue]);
    expect([...activeColumns(record, vocabulary)]).toEqual([pain, place, ...record.values]);
  });

  it('lets an answer decide over findings', () => {
    const known = { answers: [answer('E_91', 'excluded')], findings: [finding('fever', 'present')] };
    expect(states(known)[fever]).toBe(absent);
    const { record } = read({ answers: [answer('E_55', 'present', ['V_62', 'V_89'])] });
    expect(record.values).toHaveLength(2);
  });

  it('reads conditions below a category, of the past for the history only', () => {
    expect(states({ conditions: [condition('J45.20')] })[asthma]).toBe(present);
    expect(states({ conditions: [condition('J45.20', { past: true })] })[asthma]).toBe(present);
    expect(states({ conditions: [condition('J45.990')] })[asthma]).toBe(unknown);
    expect(states({ conditions: [condition('J45.20', { status: 'unknown' })] })[asthma]).toBe(unknown);
  });

  it('reads results by their limits, in any unit, and scores by their value', () => {
    expect(states({ measurements: [result('8310-5', 38.5, 'Cel')] })[fever]).toBe(present);
    expect(states({ measurements: [result('8310-5', 98.6, '[degF]')] })[fever]).toBe(absent);
    expect(states({ measurements: [result('8310-5', 38.5, 'kg')] })[fever]).toBe(unknown);
    const { record } = read({ measurements: [result('72514-3', 2, '{score}')] });
    expect(record.values).toEqual([vocabulary.evidences[intensity]!.firstValue + 2]);
  });

  it('leaves unknown what the record does not mention, and says where the rest is from', () => {
    const { record, sources } = read({ findings: [finding('fever', 'present'), finding('pain', 'unknown')] });
    expect(record.listed).toBe(false);
    expect([...record.states]).toEqual([present, unknown, unknown, unknown, unknown]);
    expect([...sources]).toEqual([[fever, [{ kind: 'finding', reference: 'Observation/1', display: source.display }]]]);
  });
});
