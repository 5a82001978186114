import { describe, expect, it } from 'vitest';
import { fallen } from '../bench/guard.ts';

describe('guard of the ratios', () => {
  const guard = { measured: { hookRatio: 0.7, screenRatio: 0.6 }, tolerance: 0.6 };

  it('is content within its tolerance', () => {
    expect(fallen({ hookRatio: 0.43, screenRatio: 0.9 }, guard)).toEqual([]);
  });

  it('names what fell below it', () => {
    expect(fallen({ hookRatio: 0.41, screenRatio: 0.1 }, guard)).toEqual([
      'hookRatio is 0.410, below 0.420 (0.7 measured last × 0.6).',
      'screenRatio is 0.100, below 0.360 (0.6 measured last × 0.6).',
    ]);
  });

  it('has ratios to compare with', () => {
    expect(fallen({ hookRatio: 0, screenRatio: 0 })).toHaveLength(2);
  });
});
