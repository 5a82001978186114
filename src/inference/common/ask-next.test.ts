import { describe, expect, it } from 'vitest';
import { absent, emptyRecord, present } from '../../features/evidence-vector.ts';
import { randomShares, randomWeights, tinyVocabulary } from '../../training/common/graph/weights.fixture.ts';
import { answerOutcomes, expectedInformation } from './answer-outcomes.ts';
import { nextQuestions, rankQuestions } from './ask-next.ts';
import { referenceInference } from './reference-inference.ts';

const shares = randomShares(8);
const interviewer = { vocabulary: tinyVocabulary, shares, outcomes: answerOutcomes(shares, tinyVocabulary) };
const even = Float64Array.of(0.25, 0.25, 0.25, 0.25);
const [fever, pain, place, strength, journey] = [0, 1, 2, 3, 4];
const asked = (states: Uint8Array, posterior = even) =>
  rankQuestions({ states }, posterior, interviewer).map(({ evidence }) => evidence);
const withStates = (...known: readonly (readonly [number, number])[]) => {
  const { states } = emptyRecord(tinyVocabulary);
  for (const [evidence, state] of known) states[evidence] = state;
  return states;
};

describe('expectedInformation', () => {
  it('is the entropy of the diagnosis when the answer gives it away, and nothing when all answer alike', () => {
    const telling = { ...shares, present: Float32Array.of(1, 0, 0, 0) };
    const alike = { ...shares, present: Float32Array.of(0.3, 0.3, 0.3, 0.3) };
    const posterior = Float64Array.of(0.5, 0.5, 0, 0);
    const of = (table: typeof shares) => expectedInformation(answerOutcomes(table, tinyVocabulary)[fever]!, posterior);
    const first = (table: typeof shares) => ({
      ...table,
      present: Float32Array.from([...table.present, ...shares.present.slice(4)]),
    });
    expect(of(first(telling))).toBeCloseTo(Math.LN2, 9);
    expect(of(first(alike))).toBeCloseTo(0, 9);
  });

  it('of every question has outcomes that sum to 1 under each diagnosis', () => {
    for (const { shares: table } of interviewer.outcomes) {
      for (let diagnosis = 0; diagnosis < 4; diagnosis++) {
        let sum = 0;
        for (let at = diagnosis; at < table.length; at += 4) sum += table[at]!;
        expect(sum).toBeCloseTo(1, 9);
      }
    }
  });
});

describe('rankQuestions', () => {
  it('asks nothing twice, and follow-ups only after a yes to their parent', () => {
    expect(asked(withStates()).toSorted()).toEqual([fever, pain, journey]);
    expect(asked(withStates([pain, absent], [fever, present])).toSorted()).toEqual([journey]);
    expect(asked(withStates([pain, present], [place, present])).toSorted()).toEqual([fever, strength, journey]);
  });

  it('has nothing to learn when the diagnosis is certain', () => {
    for (const { information } of rankQuestions({ states: withStates() }, Float64Array.of(1, 0, 0, 0), interviewer)) {
      expect(information).toBeCloseTo(0, 9);
    }
  });
});

describe('nextQuestions', () => {
  it('says what the model would say after either answer', async () => {
    const weights = randomWeights(8);
    const record = emptyRecord(tinyVocabulary, { ageYears: 30, sex: 'female' });
    const questions = await nextQuestions(record, even, interviewer, referenceInference(weights), 2);
    expect(questions.map(({ evidence }) => evidence)).toEqual(asked(record.states).slice(0, 2));
    for (const { ifPresent, ifAbsent } of questions) {
      expect(ifPresent.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      expect([...ifPresent]).not.toEqual([...ifAbsent]);
    }
  });
});
