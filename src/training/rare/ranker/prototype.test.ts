import { describe, expect, it } from 'vitest';
import { tinyCase, tinyCorpus } from '../cases/corpus.fixture.ts';
import { updatePrototype } from './prototype.ts';

const { diseases, vocabulary, candidates } = tinyCorpus;
const node = (id: string) => vocabulary.nodeOf.get(id)!;
const [place] = candidates.flatMap(({ id }, at) => (id === 'OMIM:20' ? [at] : []));
const { profile, known } = diseases[place!]!;
const update = (cases: Parameters<typeof updatePrototype>[2]) => updatePrototype(profile, known, cases, vocabulary);

describe('knowledgePrototype', () => {
  it('pools counted patients with a weak belief, and takes the unstated as common', () => {
    expect(known.shares.get(node('HP:0000003'))).toBeCloseTo((2 * 0.6 + 3) / (2 + 8));
    const other = candidates.findIndex(({ id }) => id === 'OMIM:3');
    expect(diseases[other]!.known.shares.get(node('HP:0000004'))).toBeCloseTo(0.6);
  });

  it('propagates upwards: any special feature makes the general one', () => {
    const [left, right] = ['HP:0000003', 'HP:0000004'].map((id) => known.shares.get(node(id))!);
    expect(known.shares.get(node('HP:0000001'))).toBeCloseTo(1 - (1 - left!) * (1 - right!));
    expect(known.shares.get(node('HP:0000002'))).toBeUndefined();
  });
});

describe('updatePrototype', () => {
  it('moves each share towards what patients show, and those above with it', () => {
    const { shares, publications } = update([tinyCase(place!, 'PMID:8', ['HP:0000002'])]);
    expect(publications).toBe(1);
    // Knowledge counts like five patients.
    expect(shares.get(node('HP:0000002'))).toBeCloseTo(1 / 6);
    expect(shares.get(node('HP:0000003'))).toBeCloseTo((5 / 6) * known.shares.get(node('HP:0000003'))!);
    expect(shares.get(node('HP:0000118'))).toBeGreaterThan(known.shares.get(node('HP:0000118'))!);
  });

  it('lets many patients of one publication count for less than those of many', () => {
    const share = (publications: readonly string[]) =>
      update(publications.map((each) => tinyCase(place!, each, ['HP:0000002']))).shares.get(node('HP:0000002'))!;
    expect(share(['PMID:1', 'PMID:1', 'PMID:1', 'PMID:1'])).toBeCloseTo(2 / 7);
    expect(share(['PMID:1', 'PMID:2', 'PMID:3', 'PMID:4'])).toBeCloseTo(4 / 9);
  });

  it('keeps every share between 0 and 1, and does not care about the order of patients', () => {
    const cases = ['PMID:1', 'PMID:2', 'PMID:2'].map((each) => tinyCase(place!, each, ['HP:0000002', 'HP:0000003']));
    const { shares } = update(cases);
    for (const share of shares.values()) expect(share).toSatisfy((value: number) => value >= 0 && value <= 1);
    expect([...update(cases.toReversed()).shares]).toEqual([...shares]);
  });
});
