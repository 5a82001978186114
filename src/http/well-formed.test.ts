import { describe, expect, it } from 'vitest';
import { wellFormedJson } from './well-formed.ts';

describe('well-formed JSON', () => {
  it.each([
    ['a first half', 'fever \ud83e', 'fever \ufffd'],
    ['a second half', '\udd12 fever', '\ufffd fever'],
    ['halves in the wrong order', '\udd12\ud83e', '\ufffd\ufffd'],
    ['a whole pair', 'fever 🤒', 'fever 🤒'],
    ['what says that it was replaced', '\ufffd', '\ufffd'],
  ])('of %s', (_, text, expected) => {
    expect(JSON.parse(wellFormedJson({ in: [{ a: text }] }))).toEqual({ in: [{ a: expected }] });
  });

  it('leaves everything else alone', () => {
    const value = { a: [1, null, true, { b: 'text \\ud83e' }], c: {} };
    expect(wellFormedJson(value)).toBe(JSON.stringify(value));
  });
});
