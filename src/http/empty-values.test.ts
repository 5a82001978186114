import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyPaths, omitEmpty } from './empty-values.ts';

describe('T3 empty values', () => {
  it('finds them wherever they are', () => {
    const json = { cards: [], a: { b: null, c: [''], d: {} }, ok: [0, false] };
    expect(emptyPaths(json, ['cards'])).toEqual(['a.b', 'a.c[0]', 'a.d']);
    expect(emptyPaths({ cards: [{ detail: '' }] }, ['cards'])).toEqual(['cards[0].detail']);
  });

  it('omits them from one level', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.constant(null), fc.string(), fc.integer())), (object) => {
        expect(Object.keys(omitEmpty(object)).map((key) => object[key])).toEqual(
          Object.values(object).filter((value) => value !== null && value !== ''),
        );
      }),
    );
  });

  it('keeps zero and false, which say something', () => {
    expect(omitEmpty({ zero: 0, no: false, gone: undefined })).toEqual({ zero: 0, no: false });
  });
});
