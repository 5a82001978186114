import { describe, expect, it } from 'vitest';
import { wellFormed } from './well-formed.ts';

describe('well-formed JSON', () => {
  it.each([
    ['a first half', 'fever \ud83e', 'fever \ufffd'],
    ['a second half', '\udd12 fever', '\ufffd fever'],
    ['halves in the wrong order', '\udd12\ud83e', '\ufffd\ufffd'],
    ['a whole pair', 'fever 🤒', 'fever 🤒'],
    ['what says that it was replaced', '\ufffd', '\ufffd'],
  ])('of %s', (_, text, expected) => {
    expect(JSON.parse(JSON.stringify({ in: [{ a: text }] }, wellFormed))).toEqual({ in: [{ a: expected }] });
  });

  it('leaves everything else alone', () => {
    const value = { a: [1, null, true, { b: 'text' }], c: {} };
    expect(JSON.stringify(value, wellFormed)).toBe(JSON.stringify(value));
  });
});
