import { describe, expect, it } from 'vitest';
import type { NextBestFinding } from './differential.ts';
import { nextFindingText } from './next-finding-text.ts';

const next: NextBestFinding = {
  term: 'HP:0003236',
  label: 'Elevated circulating creatine kinase concentration',
  kind: 'order',
  loinc: '2157-6',
  probabilityPresent: 0.19,
  expectedInformation: 0.098,
  ifPresent: { id: 'OMIM:310200', label: 'Duchenne muscular dystrophy', probability: 0.081 },
  ifAbsent: { id: 'OMIM:160500', label: 'Myopathy, distal, 1', probability: 0.004 },
};

describe('nextFindingText', () => {
  it('says what to do, how likely it is to be there, and what either answer makes of the list', () => {
    expect(nextFindingText(next)).toBe(
      'Order a test for elevated circulating creatine kinase concentration (LOINC 2157-6), expected in 19 %: if present, Duchenne muscular dystrophy 8 % leads; if absent, Myopathy, distal, 1 <1 %.',
    );
  });

  it('names no test where none is known', () => {
    const { loinc: _, ...untested } = next;
    expect(nextFindingText({ ...untested, kind: 'ask', label: 'Seizure' })).toMatch(/^Ask about seizure, expected in/);
    expect(nextFindingText({ ...untested, kind: 'examine', label: 'Ptosis' })).toMatch(/^Examine for ptosis, /);
  });
});
