import { describe, expect, it } from 'vitest';
import { buildTermVector } from '../../../features/term-vector.ts';
import { factsOf } from '../candidates/candidates.ts';
import { tinyCase, tinyCorpus } from '../cases/corpus.fixture.ts';
import { noCandidate } from '../graph/weights.ts';
import { buildColumns, columnOf, combine } from './columns.ts';
import { withoutOwnPublication } from './fit-ranker.ts';
import { channels, weightNames } from './potentials.ts';
import { choose, scoreColumns } from './score-columns.ts';

const { diseases, vocabulary } = tinyCorpus;
const weights = {
  knowledge: Object.fromEntries(weightNames.map((name, at) => [name, 0.1 + at / 10])),
  support: Object.fromEntries(weightNames.map((name, at) => [name, 0.3 + at / 7])),
  unsupported: { annotations: 0.4, 'profile-size': -0.7 },
};
const cases = [
  tinyCase(0, 'PMID:1', ['HP:0000002']),
  tinyCase(0, 'PMID:2', ['HP:0000003']),
  tinyCase(2, 'PMID:2', ['HP:0000004']),
];
const table = buildColumns(diseases, cases, vocabulary, { withoutEach: true });
const model = combine(table, weights);
const row = buildTermVector(
  ['HP:0000002', 'HP:0000004'].map((term) => ({ term, status: 'present' })),
  vocabulary,
);

describe('buildColumns', () => {
  it('gives a disease with support a second column, and every publication one without it', () => {
    const [alone, updated] = table.choice;
    expect([...alone]).toEqual([0, 1, 2, 3]);
    expect([...updated.keys()].filter((place) => updated[place] !== alone[place])).toEqual([0, 2]);
    expect(table.without(0, 'PMID:1')).not.toBe(updated[0]);
    // Nothing else is known of it: knowledge speaks again.
    expect(table.without(2, 'PMID:2')).toBe(alone[2]);
    expect(table.without(1, 'PMID:1')).toBeUndefined();
  });

  it('scores a case without its own publication as if that had never been read', () => {
    const fewer = buildColumns(diseases, cases.slice(0, 1), vocabulary, { withoutEach: false });
    const expected = choose(scoreColumns(row, 1, combine(fewer, weights)), fewer.choice[1]);
    const choice = withoutOwnPublication(table, 'PMID:2', table.choice[1]);
    const scores = choose(scoreColumns(row, 1, model), choice);
    for (const [place, score] of scores.entries()) expect(score).toBeCloseTo(expected[place]!, 4);
  });

  it('has no place for a disease that nothing describes', () => {
    const bare = { ...diseases[0]!, kind: 'supported' as const };
    const { choice } = buildColumns([bare, diseases[1]!], [], vocabulary, { withoutEach: false });
    expect([...choice[1]]).toEqual([-1, 0]);
    expect(choose(Float32Array.of(7), choice[1])).toEqual(Float32Array.of(noCandidate, 7));
  });
});

describe('columnOf', () => {
  it('makes the column that the whole table would hold', () => {
    const scores = choose(scoreColumns(row, 1, model), table.choice[1]);
    diseases.forEach((disease, place) => {
      const { nodes, prior } = columnOf(factsOf(disease, table.support.casesOf(place), vocabulary), weights);
      let score = prior[1];
      row.nodes.forEach((node, at) => {
        nodes.get(node)?.forEach((value, k) => {
          score += value * row.coefficients[at * channels.length + k]!;
        });
      });
      expect(score).toBeCloseTo(scores[place]!, 4);
    });
  });
});
