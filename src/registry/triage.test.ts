import { describe, expect, it } from 'vitest';
import { triageSchema } from './triage.ts';

const interval = { value: 0.97, low: 0.96, high: 0.98 };
const file = {
  intercept: -3,
  weights: { 'highest score': 0.6 },
  commonTerms: ['HP:0000822'],
  prior: { share: 0.035, source: 'a paper' },
  threshold: 0.02,
  sensitivity: 0.95,
  specificity: 0.99,
  rightWhenSure: 0.8,
  evaluation: [
    {
      name: 'as published',
      positives: 10,
      negatives: 10,
      auroc: interval,
      aurocOfEqualLength: interval,
      sensitivityAt90: interval,
      aurocOfLengthAlone: 0.5,
    },
  ],
  fittedOn: 'cases',
  positives: 10,
  negatives: 10,
};

describe('triage.json', () => {
  it('is read as it was written', () => {
    expect(triageSchema.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
  });

  it.each([
    ['a threshold that is no probability', { threshold: 1.2 }],
    ['a prior without a source', { prior: { share: 0.035 } }],
    ['a prior that leaves no doubt', { prior: { share: 1, source: 'a paper' } }],
    ['a weight that is no number', { weights: { 'highest score': null } }],
    ['a member that nobody reads', { temperature: 1 }],
  ])('does not hold %s', (_, wrong) => {
    expect(triageSchema.safeParse({ ...file, ...wrong }).success).toBe(false);
  });
});
