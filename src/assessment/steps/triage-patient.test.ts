import { describe, expect, it } from 'vitest';
import { buildTermVector } from '../../features/term-vector.ts';
import { linearVocabulary as vocabulary } from '../../inference/linear-model.fixture.ts';
import type { Draft } from '../draft.ts';
import { triagePatient } from './triage-patient.ts';
import { withholdDiagnoses } from './withhold-diagnoses.ts';

const [one, other] = [vocabulary.ids[40]!, vocabulary.ids[50]!];
const triage = { intercept: -2, weights: { 'uncommon share': 4 }, commonTerms: [one, other], threshold: 0.5 };

function draftOf(pkg: object, tellingTerms: readonly string[] = [one, other]): Draft {
  const findings = [one, other].map((term) => ({ term, status: 'present' as const }));
  const entries = [{ id: 'OMIM:1', rank: 1 }];
  return {
    model: { package: { vocabulary, ...pkg } },
    case: { issues: [] },
    vector: buildTermVector(findings, vocabulary),
    tellingTerms: new Set(tellingTerms),
    scores: Float32Array.of(3, 1, 2),
    highest: 3,
    differential: { entries, candidates: 3, conformalSize: 1 },
  } as unknown as Draft;
}

describe('triage patient', () => {
  it('finds a rare disease unlikely where all findings are common, or routine results', () => {
    const unlikely = 1 / (1 + Math.exp(2));
    expect(triagePatient(draftOf({ triage })).triage!.probability).toBeCloseTo(unlikely, 6);
    const routine = triagePatient(draftOf({ triage: { ...triage, commonTerms: [] } }, []));
    expect(routine.triage!.probability).toBeCloseTo(unlikely, 6);
  });

  it('finds one likely where the findings are not', () => {
    const { triage: result } = triagePatient(draftOf({ triage: { ...triage, commonTerms: [] } }));
    expect(result).toEqual({ probability: expect.closeTo(1 / (1 + Math.exp(-2)), 6), threshold: 0.5 });
  });
});

describe('withhold diagnoses', () => {
  it('empties the list below the threshold, says why, and keeps what was ranked', () => {
    const { differential, case: patient } = withholdDiagnoses(triagePatient(draftOf({ triage })));
    expect(differential).toMatchObject({ entries: [], withheld: [{ id: 'OMIM:1' }], candidates: 3 });
    expect(patient!.issues).toMatchObject([{ severity: 'information', code: 'rare-disease-unlikely' }]);
  });

  it('leaves the list alone from the threshold on', () => {
    const draft = { ...draftOf({ triage }), triage: { probability: 0.5, threshold: 0.5 } };
    expect(withholdDiagnoses(draft)).toBe(draft);
  });

  it('does not excuse a list that is empty anyway', () => {
    const draft = draftOf({ triage });
    const empty = {
      ...draft,
      differential: { ...draft.differential!, entries: [] },
      triage: { probability: 0, threshold: 1 },
    };
    expect(withholdDiagnoses(empty)).toBe(empty);
  });
});
