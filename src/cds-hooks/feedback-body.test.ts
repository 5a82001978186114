import { describe, expect, it } from 'vitest';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { epicReasonSystem, readFeedback } from './feedback-body.ts';

const card = '4e0a3a1e-1d1b-4f7e-8a51-0d2a52a7a002';
const outcomeTimestamp = '2022-05-19T19:44:04Z';
const overridden = { card, outcome: 'overridden', outcomeTimestamp };
const accepted = { card, outcome: 'accepted', outcomeTimestamp, acceptedSuggestions: [{ id: 's1' }] };
const read = (report: object) => readFeedback({ feedback: [report] })[0]!;
const prefix = 'com.epic.cdshooks.feedback.overrideReason.';

describe('feedback', () => {
  it('F1 F3 CH148 reads several reports of several cards in one call', () => {
    expect(readFeedback({ feedback: [accepted, { ...overridden, card: 'another' }] })).toEqual([
      { card, outcome: 'accepted', outcomeAt: '2022-05-19T19:44:04.000Z', acceptedSuggestions: ['s1'] },
      { card: 'another', outcome: 'overridden', outcomeAt: '2022-05-19T19:44:04.000Z' },
    ]);
  });

  it('F2 takes any word for the id of a card: Epic’s examples have no UUIDs', () => {
    expect(read({ ...overridden, card: '123456' }).card).toBe('123456');
  });

  it('F4 reads a reason of any list, a comment, or both', () => {
    const reason = { code: 'x1', system: 'urn:the-ehr', display: 'Ours' };
    expect(read({ ...overridden, overrideReason: { reason } })).toMatchObject({ overrideReason: reason });
    expect(read({ ...overridden, overrideReason: { reason: { code: 'x1' } } })).toMatchObject({
      overrideReason: { code: 'x1' },
    });
    expect(read({ ...overridden, overrideReason: { userComment: 'no' } })).toMatchObject({ comment: 'no' });
    expect(read(overridden)).not.toHaveProperty('overrideReason');
    expect(read({ ...overridden, overrideReason: null })).not.toHaveProperty('comment');
  });

  it('F5 reads Epic’s overrideReasons with the reason that we offered', () => {
    const reason = { code: 'not-now', display: 'Not now', system: 'http: //example.org/reasons' };
    expect(read({ ...overridden, card: '123456', overrideReasons: { reason, userComment: 'later' } })).toMatchObject({
      overrideReason: reason,
      comment: 'later',
    });
  });

  it('F5 reads Epic’s own acknowledgement reason from the extension', () => {
    const extension = {
      [`${prefix}reasonCategory`]: '45',
      [`${prefix}reasonDisplay`]: 'Does not meet criteria',
      [`${prefix}reasonTitle`]: 'Does not meet criteria',
    };
    expect(read({ ...overridden, overrideReasons: { extension, userComment: '' } })).toEqual({
      card,
      outcome: 'overridden',
      outcomeAt: '2022-05-19T19:44:04.000Z',
      overrideReason: { system: epicReasonSystem, code: '45', display: 'Does not meet criteria' },
    });
  });

  it('F6 takes an instant with an offset for the same instant in UTC', () => {
    expect(read({ ...overridden, outcomeTimestamp: '2022-05-19T21:44:04+02:00' }).outcomeAt).toBe(
      '2022-05-19T19:44:04.000Z',
    );
  });

  it.each([
    ['F1 no body', undefined, ''],
    ['F1 no list', {}, 'feedback'],
    ['F1 an empty list', { feedback: [] }, 'feedback'],
    ['F2 no card', { feedback: [{ ...overridden, card: undefined }] }, 'feedback[0].card'],
    ['F2 a card that is no word', { feedback: [{ ...overridden, card: 'a\u0000' }] }, 'feedback[0].card'],
    ['F3 an outcome of its own', { feedback: [{ ...overridden, outcome: 'ignored' }] }, 'feedback[0].outcome'],
    [
      'F3 accepted, and not what',
      { feedback: [overridden, { ...accepted, acceptedSuggestions: [] }] },
      'feedback[1].acceptedSuggestions',
    ],
    ['F4 an empty reason', { feedback: [{ ...overridden, overrideReason: {} }] }, 'feedback[0].overrideReason'],
    [
      'F4 a reason without a code',
      { feedback: [{ ...overridden, overrideReason: { reason: { display: 'x' } } }] },
      'feedback[0].overrideReason.reason.code',
    ],
    ['F6 no time', { feedback: [{ card, outcome: 'overridden' }] }, 'feedback[0].outcomeTimestamp'],
    ['F6 a day', { feedback: [{ ...overridden, outcomeTimestamp: '2022-05-19' }] }, 'feedback[0].outcomeTimestamp'],
  ])('%s is refused by name', (_, body, expression) => {
    const refused = () => readFeedback(body);
    expect(refused).toThrow(HoofbeatsError);
    try {
      refused();
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'REQUEST_INVALID' });
      expect((thrown as HoofbeatsError).expression ?? []).toEqual(expression === '' ? [] : [expression]);
    }
  });
});
