import { describe, expect, it } from 'vitest';
import type { Finding, FindingStatus } from '../clinical/finding.ts';
import type { InputVocabulary } from '../features/vocabulary.ts';
import { generaliseRoutineResults } from './routine-results.ts';

const ids = ['HP:root', 'HP:pressure', 'HP:systolic', 'HP:diastolic'];
const vocabulary = {
  ids,
  labels: ['Root', 'Increased pressure', 'Systolic', 'Diastolic'],
  parents: [[], [0], [1], [1]],
  informationContent: Float32Array.of(0, 2, 8, 8),
  nodeOf: new Map(ids.map((id, node) => [id, node])),
} as unknown as InputVocabulary;
const finding = (term: string, status: FindingStatus = 'present'): Finding => ({
  term,
  label: term,
  status,
  sources: [{ reference: `Observation/${term}`, display: term, derivation: 'test' }],
});
const read = (findings: readonly Finding[], telling: readonly string[] = []) =>
  generaliseRoutineResults(findings, new Set(telling), vocabulary).map(
    ({ term, status, sources }) => `${term} ${status} ${sources.length}`,
  );

describe('generaliseRoutineResults', () => {
  it('reads a routine result by the narrowest term in common use, and joins what becomes one', () => {
    expect(read([finding('HP:systolic'), finding('HP:diastolic')])).toEqual(['HP:pressure present 2']);
  });

  it('leaves telling and excluded findings, and terms that the model does not know, as they are', () => {
    expect(read([finding('HP:systolic')], ['HP:systolic'])).toEqual(['HP:systolic present 1']);
    expect(read([finding('HP:systolic', 'excluded')])).toEqual(['HP:systolic excluded 1']);
    expect(read([finding('HP:elsewhere')])).toEqual(['HP:elsewhere present 1']);
  });

  it('lets what is present stand against an exclusion of the wider term', () => {
    const both = [finding('HP:pressure', 'excluded'), finding('HP:systolic')];
    expect(read(both)).toEqual(['HP:pressure present 1']);
    expect(read(both.toReversed())).toEqual(['HP:pressure present 1']);
  });
});
