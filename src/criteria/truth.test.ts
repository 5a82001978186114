import { describe, expect, it } from 'vitest';
import { and, anyAssessed, assessed, atLeast, not, or, type Question, type Truth } from './truth.ts';

/** A question whose answer is the same of everybody. */
const fact = (truth: Truth): Question<void> => ({
  truth: () => truth,
  evidence: () => [{ text: { en: `fact ${truth}`, es: `hecho ${truth}` } }],
  missing: () => (truth === 'unknown' ? [{ text: { en: 'gap', es: 'falta' } }] : []),
});
const facts = (...truths: readonly Truth[]) => truths.map(fact);

describe('three-valued logic', () => {
  it.each<[readonly Truth[], Truth, Truth]>([
    [[true, true], true, true],
    [[true, false], false, true],
    [[true, 'unknown'], 'unknown', true],
    [[false, 'unknown'], false, 'unknown'],
    [['unknown', 'unknown'], 'unknown', 'unknown'],
    [[false, false], false, false],
  ])('%j: and is %s, or is %s', (truths, both, either) => {
    expect(and(facts(...truths)).truth()).toBe(both);
    expect(or(facts(...truths)).truth()).toBe(either);
  });

  it.each<[number, readonly Truth[], Truth]>([
    [2, [true, true, false], true],
    [2, [true, false, false], false],
    [2, [true, 'unknown', false], 'unknown'],
    [3, [true, 'unknown', false], false],
  ])('at least %i of %j is %s', (least, truths, expected) => {
    expect(atLeast(least, facts(...truths)).truth()).toBe(expected);
  });

  it('judges by what was assessed, where that is asked for', () => {
    expect(anyAssessed(facts(false, 'unknown')).truth()).toBe(false);
    expect(anyAssessed(facts('unknown')).truth()).toBe('unknown');
    expect(assessed(fact('unknown')).truth()).toBe(false);
    expect(assessed(fact(false)).truth()).toBe(true);
  });

  it('negates what is known', () => {
    expect([true, false, 'unknown' as const].map((truth) => not(fact(truth)).truth())).toEqual([
      false,
      true,
      'unknown',
    ]);
  });

  it('gives as reasons what decided, and as missing what did not', () => {
    const open = and(facts(true, 'unknown'));
    expect(open.evidence().map(({ text }) => text.en)).toEqual(['fact true']);
    expect(open.missing()).toHaveLength(1);
    expect(
      or(facts(true, 'unknown', false))
        .evidence()
        .map(({ text }) => text.en),
    ).toEqual(['fact true']);
    expect(
      and(facts(true, false))
        .evidence()
        .map(({ text }) => text.en),
    ).toEqual(['fact false']);
  });
});
