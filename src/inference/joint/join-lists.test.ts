import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Contender, joinLists, type ListsToJoin } from './join-lists.ts';

const nothing: ListsToJoin = { rareProbability: 0, rare: [], common: [], criteria: [], known: [] };
const contender = (id: string, share: number, more: Partial<Contender> = {}): Contender => ({
  ...{ id, ids: [id], label: `disease ${id}`, share },
  ...more,
});

describe('joinLists', () => {
  it('shares one probability out between the rare and the common', () => {
    const { entries } = joinLists({
      ...nothing,
      rareProbability: 0.4,
      rare: [contender('OMIM:1', 0.9, { label: 'zebra syndrome' })],
      common: [contender('MONDO:2', 0.5, { label: 'horse flu' })],
    });
    expect(entries).toMatchObject([
      { id: 'OMIM:1', group: 'most-likely', probability: expect.closeTo(0.36) },
      { id: 'MONDO:2', group: 'most-likely', probability: expect.closeTo(0.3) },
    ]);
  });

  it('gives a disease that both lists know both parts, under one entry', () => {
    const { entries } = joinLists({
      ...nothing,
      rareProbability: 0.5,
      rare: [contender('OMIM:254200', 0.6, { ids: ['OMIM:254200', 'MONDO:9688'] })],
      common: [contender('MONDO:9688', 0.4)],
    });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ common: 'MONDO:9688', rare: 'OMIM:254200', ids: ['MONDO:9688', 'OMIM:254200'] });
    expect(entries[0]!.probability).toBeCloseTo(0.5);
  });

  it('puts what must not be missed apart, though it is unlikely', () => {
    const { entries } = joinLists({
      ...nothing,
      common: [
        contender('reflux', 0.7, { label: 'reflux' }),
        contender('bronchitis', 0.05, { label: 'bronchitis' }),
        contender('embolism', 0.03, { label: 'embolism', dontMiss: true }),
        contender('cold', 0.015, { label: 'cold' }),
      ],
    });
    expect(entries.map(({ id, group }) => [id, group])).toEqual([
      ['reflux', 'most-likely'],
      ['embolism', 'dont-miss'],
      ['bronchitis', 'also-possible'],
    ]);
  });

  it('names what a criterion names, without a probability, after what is likelier', () => {
    const diabetes = { id: 'diabetes', ids: ['MONDO:5015'], label: 'diabetes' };
    const { entries } = joinLists({
      ...nothing,
      common: [contender('reflux', 0.7)],
      criteria: [
        { ...diabetes, verdict: 'met' },
        { id: 'gout', ids: ['MONDO:5393'], label: 'gout', verdict: 'provisional' },
      ],
    });
    expect(entries.map(({ id, group }) => [id, group])).toEqual([
      ['reflux', 'most-likely'],
      ['diabetes', 'most-likely'],
      ['gout', 'also-possible'],
    ]);
    expect(entries[1]).not.toHaveProperty('probability');
  });

  it('does not suggest what is on record, and says where it is', () => {
    const { entries, recorded } = joinLists({
      ...nothing,
      common: [contender('MONDO:5015', 0.9)],
      criteria: [{ id: 'diabetes', ids: ['MONDO:5015'], label: 'diabetes', verdict: 'met' }],
      known: [{ ids: ['MONDO:5015'], display: 'Type 2 diabetes', reference: 'Condition/7' }],
    });
    expect(entries).toEqual([]);
    expect(recorded).toEqual([{ label: 'diabetes', reference: 'Condition/7' }]);
  });

  it('folds numbered subtypes into one entry that opens', () => {
    const { entries } = joinLists({
      ...nothing,
      rareProbability: 1,
      rare: [
        contender('OMIM:163950', 0.3, { label: 'Noonan syndrome 1' }),
        contender('OMIM:1', 0.2, { label: 'Costello syndrome' }),
        contender('OMIM:609942', 0.25, { label: 'Noonan syndrome 3' }),
      ],
    });
    expect(entries.map(({ id }) => id)).toEqual(['OMIM:163950', 'OMIM:1']);
    expect(entries[0]!.probability).toBeCloseTo(0.55);
    expect(entries[0]!.subtypes?.map(({ id }) => id)).toEqual(['OMIM:163950', 'OMIM:609942']);
  });

  it('lists what is worth it, however unlikely a rare disease is', () => {
    const rare = [contender('OMIM:176200', 0.2, { worthListing: true }), contender('OMIM:2', 0.04)];
    const { entries } = joinLists({ ...nothing, rareProbability: 0.002, rare });
    expect(entries).toMatchObject([{ id: 'OMIM:176200', group: 'also-possible' }]);
  });

  it('never gives away more than a probability of 1', () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
    const list = (prefix: string, weights: readonly number[]) => {
      const sum = Math.max(
        1,
        weights.reduce((a, b) => a + b, 0),
      );
      return weights.map((weight, at) => contender(`${prefix}${at}`, weight / sum));
    };
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), shares, shares, (rareProbability, rare, common) => {
        const joint = joinLists({ ...nothing, rareProbability, rare: list('r', rare), common: list('c', common) });
        const total = joint.entries.reduce((sum, { probability = 0 }) => sum + probability, 0);
        expect(total).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});
