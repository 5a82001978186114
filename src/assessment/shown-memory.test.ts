import { describe, expect, it } from 'vitest';
import { marfan } from '../../test/fixtures/marfan-assessment.ts';
import type { Finding } from '../clinical/finding.ts';
import { isRepeat, type Shown, shownNow } from './shown-memory.ts';

const day = 86_400_000;
const shown = (changes: Partial<Shown> = {}): Shown => ({
  at: '2024-03-05T08:00:00.000Z',
  diagnoses: ['OMIM:154700', 'OMIM:236200'],
  findings: 'a',
  ...changes,
});
const nextDay = '2024-03-06T07:59:59.000Z';

describe('what a reader has seen', () => {
  it.each([
    ['the same', {}, true],
    ['the same list after new findings', { findings: 'b' }, true],
    ['another list without a new finding, as after an update of the model', { diagnoses: ['OMIM:1'] }, true],
    ['a diagnosis that new findings moved', { findings: 'b', diagnoses: ['OMIM:236200', 'OMIM:154700'] }, false],
    ['one that crossed the threshold upwards', { findings: 'b', diagnoses: [...shown().diagnoses, 'OMIM:1'] }, false],
    ['one that crossed it downwards', { findings: 'b', diagnoses: ['OMIM:154700'] }, false],
    ['the same when the cooldown is over', { at: '2024-03-06T08:00:00.000Z' }, false],
  ])('%s is a repeat: %s', (_, changes, repeat) => {
    expect(isRepeat(shown(), shown({ at: nextDay, ...changes }), day)).toBe(repeat);
  });

  it('is told by what is known, not by when it was measured', () => {
    const [finding] = marfan.case.findings as readonly [Finding];
    const digest = (...findings: readonly Finding[]) =>
      shownNow(marfan.differential!.entries, { ...marfan.case, findings }, nextDay).findings;
    const again = { ...finding, sources: finding.sources.map((source) => ({ ...source, date: '2024-03-05' })) };
    const another: Finding = { ...finding, term: 'HP:0000098' };
    expect(digest(again)).toBe(digest(finding));
    expect(digest(another, finding)).toBe(digest(finding, another));
    expect(digest(finding, another)).not.toBe(digest(finding));
    expect(digest({ ...finding, status: 'excluded' })).not.toBe(digest(finding));
  });
});
