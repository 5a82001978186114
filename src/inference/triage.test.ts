import { describe, expect, it } from 'vitest';
import { buildTermVector } from '../features/term-vector.ts';
import { closure } from '../features/vocabulary.ts';
import { linearVocabulary as vocabulary } from './linear-model.fixture.ts';
import { mostSpecific, triageFeatures, triageProbability } from './triage.ts';

const [low, high] = [55, 40];
const [above] = [...closure(vocabulary, low)].filter((node) => node !== low && node !== 0);

function features(nodes: readonly number[], commonNodes: readonly number[] = [], excluded: readonly number[] = []) {
  const findings = [
    ...nodes.map((node) => ({ term: vocabulary.ids[node]!, status: 'present' as const })),
    ...excluded.map((node) => ({ term: vocabulary.ids[node]!, status: 'excluded' as const })),
  ];
  const vector = buildTermVector(findings, vocabulary);
  const tellingTerms = new Set(nodes.map((node) => vocabulary.ids[node]!));
  const commonTerms = commonNodes.map((node) => vocabulary.ids[node]!);
  return triageFeatures(6, { vector, tellingTerms, commonTerms }, vocabulary);
}

describe('triageFeatures', () => {
  it('tells the best score and what the findings say', () => {
    const [a, b] = [vocabulary.informationContent[low]!, vocabulary.informationContent[high]!];
    const found = features([low, high]);
    expect(found['highest score']).toBe(6);
    expect(found['mean information']).toBeCloseTo((a + b) / 2, 5);
    expect(found['uncommon share']).toBe(1);
  });

  it('takes a term, and every wider one, for as common as it is listed', () => {
    expect(features([low, high], [low])['uncommon share']).toBe(0.5);
    expect(features([above!], [low])['uncommon share']).toBe(0);
  });

  it('does not count what another finding implies, nor exclusions', () => {
    expect(features([low, above!])).toEqual(features([low]));
    expect(features([low], [], [high])).toEqual(features([low]));
  });

  it('is finite without any finding', () => {
    expect(Object.values(features([])).every(Number.isFinite)).toBe(true);
  });
});

describe('triageProbability', () => {
  it('is the logistic function of the weighted features', () => {
    const score = { intercept: -1, weights: { 'highest score': 0.5, 'uncommon share': 2 } };
    const logOdds = -1 + 0.5 * 6 + 2;
    expect(triageProbability(features([low]), score)).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 6);
  });
});

describe('mostSpecific', () => {
  it('keeps the narrowest present findings', () => {
    const terms = [low, above!].map((node) => ({ term: vocabulary.ids[node]!, status: 'present' as const }));
    expect(mostSpecific(buildTermVector(terms, vocabulary), vocabulary).map(({ node }) => node)).toEqual([low]);
  });
});
