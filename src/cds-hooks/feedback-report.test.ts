import { describe, expect, it } from 'vitest';
import type { CardFeedback } from '../store/feedback.ts';
import { feedbackReport } from './feedback-report.ts';
import { suggestionId } from './suggestion-id.ts';

const service = {
  id: 'ddx',
  overrideReasons: [{ system: 'urn:ours', code: 'not-now', display: 'Not now' }],
};
const outcomeAt = '2024-03-05T08:00:00.000Z';
const overridden = (card: string, code?: string): CardFeedback => ({
  card,
  service: 'ddx',
  outcome: 'overridden',
  outcomeAt,
  ...(code !== undefined && { overrideReason: { code } }),
});
const calls = [
  { service: 'ddx', outcome: 'card', card: 'c1' },
  { service: 'ddx', outcome: 'card', card: 'c2' },
  { service: 'ddx', outcome: 'card', card: 'c3' },
  ...Array.from({ length: 5 }, () => ({ service: 'ddx', outcome: 'abstained' })),
  { service: 'ddx', outcome: 'repeat' },
  // Calls of other routes, and refused ones.
  {},
  { service: 'ddx' },
];
const feedback: readonly CardFeedback[] = [
  overridden('c1', 'not-now'),
  overridden('c1'),
  overridden('c2', 'site-17'),
  { ...overridden('elsewhere'), comment: 'free text' },
  {
    card: 'c2',
    service: 'ddx',
    outcome: 'accepted',
    outcomeAt,
    acceptedSuggestions: [suggestionId('c2', 'test'), 'unheard-of'],
  },
];

describe('feedback report', () => {
  it('counts per service what was shown, accepted, overridden by reason and left unanswered', async () => {
    expect(await feedbackReport(calls, feedback, [service, { ...service, id: 'another' }])).toEqual([
      {
        service: 'another',
        openings: 0,
        shown: 0,
        shownPer100Openings: 0,
        silent: {},
        accepted: 0,
        overridden: 0,
        overriddenBy: {},
        acceptedSuggestions: {},
        unanswered: 0,
        otherCards: 0,
      },
      {
        service: 'ddx',
        openings: 9,
        shown: 3,
        shownPer100Openings: 33.3,
        silent: { abstained: 5, repeat: 1 },
        accepted: 1,
        overridden: 4,
        overriddenBy: { 'not-now': 1, none: 1, client: 1, comment: 1 },
        acceptedSuggestions: { test: 1, other: 1 },
        unanswered: 1,
        otherCards: 1,
      },
    ]);
  });
});
