import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nestsDeeperThan } from './nesting.ts';

/** Levels of a JSON value: a number has none. */
const levels = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(levels)) : 0;

/** The bytes, with so many others before them in memory. */
function bytesAt(offset: number, text: string): Uint8Array {
  const bytes = Buffer.from(text);
  const memory = new Uint8Array(offset + bytes.length);
  memory.set(bytes, offset);
  return memory.subarray(offset);
}

describe('the depth of a JSON text', () => {
  it('is that of its value, whatever its strings hold and wherever it lies in memory', () => {
    const odd = fc.string({ unit: fc.constantFrom('"', '\\', '{', '[', ']', '}', 'a', 'é', '\n', ' ') });
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ depthSize: 'medium' }, odd, fc.integer(), tie('list'), tie('object')),
      list: fc.array(tie('any'), { maxLength: 4 }),
      object: fc.dictionary(odd, tie('any'), { maxKeys: 4 }),
    })).any;
    fc.assert(
      fc.property(value, fc.nat(7), fc.constantFrom(undefined, 2), (value, offset, space) => {
        const json = bytesAt(offset, JSON.stringify(value, null, space));
        const depth = levels(value);
        expect(nestsDeeperThan(json, depth)).toBe(false);
        if (depth > 0) expect(nestsDeeperThan(json, depth - 1)).toBe(true);
      }),
    );
  });

  it('is told of what is no JSON, too', () => {
    for (const text of ['"', '"\\', '"abc\\"', '"abcdefgh', '[[["', '}}]]', ''])
      for (const offset of [0, 1, 2, 3]) expect(nestsDeeperThan(bytesAt(offset, text), 3)).toBe(false);
    expect(nestsDeeperThan(bytesAt(0, '['.repeat(1000)), 100)).toBe(true);
  });
});
