import { expect, it } from 'vitest';
import { reportText } from './feedback.ts';

it('a feedback report reads as lines, the most frequent reason first', () => {
  const report = {
    service: 'ddx',
    openings: 9,
    shown: 3,
    shownPer100Openings: 33.3,
    silent: { repeat: 1, abstained: 5 },
    accepted: 1,
    overridden: 3,
    overriddenBy: { 'not-now': 1, client: 2 },
    acceptedSuggestions: { test: 1 },
    unanswered: 1,
    otherCards: 0,
  };
  expect(reportText(report).split('\n')).toEqual([
    'ddx',
    '  openings          9  silent: abstained 5, repeat 1',
    '  cards shown       3  33.3 per 100 openings',
    '  accepted          1  test 1',
    '  overridden        3  client 2, not-now 1',
    '  no report         1  ignored, or not reported yet',
    '  other cards       0  reports about cards of before, or not ours',
  ]);
});
