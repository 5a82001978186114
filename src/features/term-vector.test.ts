import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, FindingStatus } from '../clinical/finding.ts';
import { buildTermVector, splitByFinding } from './term-vector.ts';
import { closure, type InputVocabulary, primaryParent } from './vocabulary.ts';

/**
 * A small ontology: 0 root; 1, 2 below it; 3, 4 below 1; 5 below 2 and 1 (primary 2); 6 below 3.
 */
const parents = [[], [0], [0], [1], [1], [2, 1], [3]];
const ids = parents.map((_, node) => `HP:000000${node}`);
const vocabulary: InputVocabulary = {
  ids,
  labels: ids,
  parents,
  informationContent: new Float32Array(ids.length),
  background: new Float32Array(ids.length),
  channels: [
    { kind: 'closure', lengthExponent: 0 },
    { kind: 'frontier', lengthExponent: 0 },
    { kind: 'chain', lengthExponent: 0.5 },
    { kind: 'excluded', lengthExponent: 0.5 },
  ],
  nodeOf: new Map(ids.map((id, node) => [id, node])),
};

const finding = (node: number | string, status: FindingStatus = 'present'): Finding => {
  const term = typeof node === 'string' ? node : ids[node]!;
  return { term, label: term, status, sources: [] };
};

/** Node → coefficients. */
const table = (vector: { nodes: Int32Array; coefficients: Float32Array }) =>
  new Map(Array.from(vector.nodes, (node, at) => [node, [...vector.coefficients.slice(at * 4, at * 4 + 4)]]));

describe('the vocabulary', () => {
  it('knows what lies above a node', () => {
    expect([...closure(vocabulary, 5)].sort()).toEqual([0, 1, 2, 5]);
    expect(primaryParent(vocabulary, 5)).toBe(2);
    expect(primaryParent(vocabulary, 0)).toBe(-1);
  });
});

describe('buildTermVector', () => {
  it('covers the closure once, marks where terms end and branch, and counts findings on primary chains', () => {
    const vector = buildTermVector([finding(3), finding(5)], vocabulary);
    const half = Math.fround(Math.SQRT1_2);
    expect(table(vector)).toEqual(
      new Map([
        [0, [1, -1, Math.fround(2 * Math.SQRT1_2), 0]],
        [1, [1, 0, half, 0]],
        [2, [1, 0, half, 0]],
        [3, [1, 1, half, 0]],
        [5, [1, 1, half, 0]],
      ]),
    );
  });

  it('takes a term once, however often it comes', () => {
    const twice = buildTermVector([finding(3), finding(3)], vocabulary);
    expect(table(twice)).toEqual(table(buildTermVector([finding(3)], vocabulary)));
  });

  it('gives a finding above another one a share and no chain', () => {
    const vector = buildTermVector([finding(1), finding(3)], vocabulary);
    expect(table(vector)).toEqual(table(buildTermVector([finding(3)], vocabulary)));
    expect(vector.parts).toHaveLength(2);
    expect(table(splitByFinding(vector, vocabulary)[0]!).get(1)).toEqual([0.5, 0.5, 0, 0]);
  });

  it('counts an exclusion at its own node, and not when a broader one says the same', () => {
    const vector = buildTermVector([finding(3, 'excluded'), finding(6, 'excluded')], vocabulary);
    expect(table(vector)).toEqual(new Map([[3, [0, 0, 0, 1]]]));
    expect(vector.parts.map(({ term }) => term)).toEqual([ids[3], ids[6]]);
  });

  it('reports terms outside the vocabulary and leaves out undecided findings', () => {
    const vector = buildTermVector([finding('HP:9999999'), finding(3, 'unknown')], vocabulary);
    expect(vector.unused).toEqual(['HP:9999999']);
    expect(vector.nodes).toHaveLength(0);
  });

  const findings = fc.uniqueArray(
    fc.record({ node: fc.nat({ max: 6 }), status: fc.constantFrom<FindingStatus>('present', 'excluded') }),
    { selector: ({ node }) => node },
  );

  it('is the sum of its findings’ parts, in any order of the findings', () => {
    fc.assert(
      fc.property(findings, (chosen) => {
        const list = chosen.map(({ node, status }) => finding(node, status));
        const vector = buildTermVector(list, vocabulary);
        expect(buildTermVector(list.toReversed(), vocabulary)).toEqual(vector);
        const sum = new Map<number, number[]>();
        for (const part of splitByFinding(vector, vocabulary)) {
          for (const [node, row] of table(part)) {
            sum.set(
              node,
              row.map((value, k) => value + (sum.get(node)?.[k] ?? 0)),
            );
          }
        }
        for (const [node, row] of table(vector)) {
          row.forEach((value, k) => {
            expect(sum.get(node)![k]).toBeCloseTo(value, 5);
          });
        }
        expect([...sum.keys()].sort()).toEqual([...vector.nodes].sort());
      }),
    );
  });
});
