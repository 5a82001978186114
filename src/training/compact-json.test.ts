import { describe, expect, it } from 'vitest';
import { compactJson } from './compact-json.ts';

describe('compactJson', () => {
  it('keeps on one line what fits, and breaks the rest one member a line', () => {
    const fits = 'x'.repeat(80);
    expect(compactJson({ a: [1, { b: [] }], c: {} })).toBe('{ "a": [1, { "b": [] }], "c": {} }\n');
    expect(compactJson({ first: [1, 2], second: { text: fits, more: null } })).toBe(
      `{\n  "first": [1, 2],\n  "second": { "text": "${fits}", "more": null }\n}\n`,
    );
  });

  it('counts the key before and the comma after', () => {
    const member = (length: number) => ({ k: { v: 'x'.repeat(length) }, l: 'y'.repeat(80) });
    const broken = (length: number) => compactJson(member(length)).split('\n').length;
    // 2 of indentation, `"k": `, `{ "v": "…" }` and the comma: 19 characters beside the text.
    expect([broken(101), broken(102)]).toEqual([5, 7]);
  });
});
