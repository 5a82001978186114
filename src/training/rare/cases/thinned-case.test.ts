import { describe, expect, it } from 'vitest';
import { buildTermVector } from '../../../features/term-vector.ts';
import { closure } from '../../../features/vocabulary.ts';
import { vocabularyOf } from '../../../registry/feature-file.ts';
import type { DevelopmentCase } from './development-cases.ts';
import { thinner } from './thinned-case.ts';

/** A root with ten groups of four phenotypes each. */
const ids = Array.from({ length: 51 }, (_, at) => at + 1);
const parents = ids.map((_, at) => (at === 0 ? [] : at <= 10 ? [0] : [1 + ((at - 11) % 10)]));
const vocabulary = vocabularyOf({
  ...{ vocabulary: 'HPO', version: 'test', channels: [{ kind: 'closure', lengthExponent: 0 }], ids, parents },
  labels: ids.map(String),
  informationContent: ids.map(() => 1),
  background: ids.map(() => 0.1),
});
const caseOf = (nodes: readonly number[]) =>
  ({
    row: buildTermVector(
      nodes.map((node) => ({ term: vocabulary.ids[node]!, status: 'present' })),
      vocabulary,
    ),
  }) as DevelopmentCase;
const nodesOf = (row: DevelopmentCase['row']) => row.parts.map(({ node }) => node);
const patient = caseOf([11, 12, 13, 14, 15, 16, 17]);
const thin = thinner([patient, ...[18, 19, 20, 28, 29, 30].map((node) => caseOf([node]))], vocabulary);
const seeds = Array.from({ length: 50 }, (_, seed) => seed);

describe('thinner', () => {
  it('keeps five findings of the patient', () => {
    for (const seed of seeds) {
      const kept = nodesOf(thin(patient.row, { parents: false, noise: false }, seed));
      expect(kept).toHaveLength(5);
      expect(nodesOf(patient.row)).toEqual(expect.arrayContaining(kept));
    }
  });

  it('blurs two of the five into a parent', () => {
    for (const seed of seeds) {
      const nodes = nodesOf(thin(patient.row, { parents: true, noise: false }, seed));
      expect(nodes.filter((node) => node >= 1 && node <= 10)).toHaveLength(2);
    }
  });

  it('adds three findings that have nothing to do with the patient', () => {
    const own = new Set(nodesOf(patient.row).flatMap((node) => [...closure(vocabulary, node)]));
    for (const seed of seeds) {
      const added = nodesOf(thin(patient.row, { parents: true, noise: true }, seed)).filter((node) => !own.has(node));
      expect(added).toHaveLength(3);
    }
  });

  it('is the same for the same seed and another for another', () => {
    const nodes = (seed: number) => nodesOf(thin(patient.row, { parents: true, noise: true }, seed)).join();
    expect(nodes(1)).toBe(nodes(1));
    expect(new Set(seeds.map(nodes)).size).toBeGreaterThan(10);
  });
});
