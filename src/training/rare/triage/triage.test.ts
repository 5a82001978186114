import { describe, expect, it } from 'vitest';
import { triageProbability } from '../../../inference/triage.ts';
import { mulberry32 } from '../../random.ts';
import { chooseThreshold, crossJudge, fitScore, type JudgedPatient } from './triage.ts';
import { foldCount, type TriageKind, type TriagePatient } from './triage-patients.ts';

const random = mulberry32(3);

/** Patients in whom one feature tells and the other does not. */
const patients: readonly TriagePatient[] = Array.from({ length: 400 }, (_, place) => {
  const rare = place % 2 === 0;
  const features = { telling: (rare ? 1 : 0) + random() * 1.5, silent: random() };
  return patient(rare ? 'published' : 'background', { fold: place % foldCount, features, featuresAsShipped: features });
});

function patient(kind: TriageKind, own: Partial<TriagePatient>): TriagePatient {
  const rare = kind === 'published' || kind === 'sparse';
  const none = { features: {}, featuresAsShipped: {} };
  return { kind, rare, group: 'g', fold: 0, findings: 3, topProbability: 0, right: false, ...none, ...own };
}

describe('fitScore', () => {
  const score = fitScore(patients, 0.5);

  it('weighs what tells, and what does not tell hardly', () => {
    expect(score.weights.telling).toBeGreaterThan(2);
    expect(Math.abs(score.weights.silent!)).toBeLessThan(score.weights.telling! / 4);
  });

  it('is calibrated: of the patients about as many have a rare disease as their probabilities say', () => {
    const sum = patients.reduce((total, { features }) => total + triageProbability(features, score), 0);
    expect(sum / patients.length).toBeCloseTo(0.5, 1);
  });

  it('moves with the prior and with nothing else', () => {
    const rarer = fitScore(patients, 0.1);
    expect(rarer.weights).toEqual(score.weights);
    expect(rarer.intercept).toBeCloseTo(score.intercept + Math.log(0.1 / 0.9), 4);
  });
});

describe('crossJudge', () => {
  it('judges every patient once, by a fit without his fold', () => {
    const judged = crossJudge(patients);
    expect(judged).toHaveLength(patients.length);
    const first = patients.filter(({ fold }) => fold === 0);
    const without = fitScore(
      patients.filter(({ fold }) => fold !== 0),
      0.035,
    );
    expect(judged[0]!.probability).toBe(triageProbability(first[0]!.features, without));
  });
});

describe('chooseThreshold', () => {
  const judged = (kind: TriageKind, probability: number, own: Partial<TriagePatient> = {}): JudgedPatient => ({
    ...patient(kind, own),
    probability,
    probabilityAsShipped: probability,
  });

  it('lets 99 % of the sparse records pass, and tells what it holds back', () => {
    const sparse = Array.from({ length: 100 }, (_, place) => judged('sparse', (place + 1) / 100));
    const background = [judged('background', 0.01), judged('background', 0.5)];
    const chosen = chooseThreshold([...sparse, judged('published', 1), ...background]);
    expect(chosen).toMatchObject({ threshold: 0.02, sensitivity: 0.99, specificity: 0.5 });
  });

  const sure = { topProbability: 0.7 };

  it('mixes by the prior when it counts how often a sure diagnosis is right', () => {
    const right = { ...sure, right: true };
    const published = [judged('published', 1, right), judged('published', 1, right), judged('published', 1, sure)];
    const background = Array.from({ length: 99 }, () => judged('background', 0));
    const { rightWhenSure } = chooseThreshold([...published, ...background, judged('background', 1, sure)]);
    expect(rightWhenSure).toBeCloseTo((0.035 * 2) / 3 / (0.035 + 0.965 / 100), 4);
  });

  it('goes higher where sure diagnoses of other people would outnumber the right ones', () => {
    const published = [0.4, 0.6, 0.8].map((value) => judged('published', value, { ...sure, right: true }));
    const sparse = [0.4, 0.6, 0.8].map((value) => judged('sparse', value));
    const background = [judged('background', 0.7, sure), judged('background', 0.1)];
    const chosen = chooseThreshold([...published, ...sparse, ...background]);
    expect(chosen).toMatchObject({ threshold: 0.8, specificity: 1, rightWhenSure: 1 });
  });

  it('shows nothing where no threshold helps', () => {
    const patients = [judged('published', 0.4, sure), judged('sparse', 0.4), judged('background', 0.9, sure)];
    const chosen = chooseThreshold(patients);
    expect(chosen).toMatchObject({ threshold: 1, sensitivity: 0, specificity: 1 });
  });
});
