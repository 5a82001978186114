import { describe, expect, it } from 'vitest';
import type { EvidenceAnswer } from './evidence-answer.ts';
import { mergeAnswers } from './merge-answers.ts';

const answer = (reference: string, date: string | undefined, rest: Partial<EvidenceAnswer> = {}): EvidenceAnswer => ({
  evidence: 'E_55',
  status: 'present',
  ...rest,
  sources: [{ reference, display: 'Where?', derivation: 'answer', ...(date !== undefined && { date }) }],
});

describe('mergeAnswers', () => {
  it('keeps the newest, with the earlier ones that say the same as further sources', () => {
    const merged = mergeAnswers([
      answer('a', '2024-01-01', { values: ['V_1'] }),
      answer('b', '2024-03-01', { values: ['V_1'] }),
      answer('c', '2024-02-01', { values: ['V_2'] }),
      answer('d', undefined, { values: ['V_1'] }),
    ]);
    expect(merged).toHaveLength(1);
    expect(merged[0]?.sources.map(({ reference }) => reference)).toEqual(['b', 'a', 'd']);
  });

  it('takes dates of any precision and zone for what they are', () => {
    const merged = mergeAnswers([
      answer('early', '2024-03-01T23:00:00-05:00', { status: 'excluded' }),
      answer('late', '2024-03-02T05:00:00Z'),
      answer('year', '2024'),
    ]);
    expect(merged[0]).toMatchObject({ status: 'present', sources: [{ reference: 'late' }, { reference: 'year' }] });
  });
});
