import { describe, expect, it } from 'vitest';
import { binCounter, edgesWith } from './bin-counter.ts';

describe('binCounter', () => {
  it('counts a value on an edge into the bin that begins there, and the end into the last', () => {
    const counter = binCounter([0, 0.1, 0.5], 1);
    for (const value of [0, 0.0999, 0.1, 0.5, 1]) counter.count(value);
    expect(counter.bins()).toEqual([
      { from: 0, to: 0.1, patients: 2 },
      { from: 0.1, to: 0.5, patients: 1 },
      { from: 0.5, to: 1, patients: 2 },
    ]);
  });

  it('leaves the last bin open without an end', () => {
    expect(binCounter([0, 1]).bins().at(-1)).toEqual({ from: 1, patients: 0 });
  });
});

describe('edgesWith', () => {
  it('puts an edge in order, in the place of one that is nearly the same', () => {
    expect(edgesWith([0, 0.01, 0.1], 0.0337)).toEqual([0, 0.01, 0.0337, 0.1]);
    expect(edgesWith([0, 0.01, 0.1], 0.011)).toEqual([0, 0.011, 0.1]);
  });
});
