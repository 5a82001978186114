import { describe, expect, it } from 'vitest';
import { buildTermVector } from '../features/term-vector.ts';
import type { InputVocabulary } from '../features/vocabulary.ts';
import { answeredBy } from './answered.ts';
import { finding } from './marfan.fixture.ts';

// 0 root; 1, 2 below it; 3, 4 below 1; 5 below 3.
const parents = [[], [0], [0], [1], [1], [3]];
const ids = parents.map((_, node) => `HP:000000${node}`);
const vocabulary = { ids, labels: ids, parents, channels: [], nodeOf: new Map(ids.map((id, node) => [id, node])) };
const answered = (...findings: ReturnType<typeof finding>[]) => {
  const isAnswered = answeredBy(
    buildTermVector(findings, vocabulary as unknown as InputVocabulary),
    vocabulary as unknown as InputVocabulary,
  );
  return parents.map((_, node) => node).filter(isAnswered);
};

describe('answeredBy', () => {
  it('takes the general and the special forms of a present finding as answered, and no sibling', () => {
    expect(answered(finding(ids[3]!))).toEqual([0, 1, 3, 5]);
  });

  it('takes the special forms of an exclusion as answered, and not the general ones', () => {
    expect(answered(finding(ids[3]!, 'excluded'))).toEqual([3, 5]);
  });

  it('knows nothing of a record that says nothing', () => {
    expect(answered()).toEqual([]);
  });
});
