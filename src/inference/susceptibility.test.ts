import { describe, expect, it } from 'vitest';
import { isSusceptibility } from './susceptibility.ts';

describe('isSusceptibility', () => {
  it.each([
    ['Legionnaire disease, susceptibility to', true],
    ['Malaria, mild, susceptibility to', true],
    ['{Melioidosis, susceptibility to}', true],
    ['Malignant hyperthermia, susceptibility to, 1', true],
    ['Marfan syndrome', false],
    ['Insulin resistance, severe, digenic', false],
  ])('%s: %s', (label, expected) => {
    expect(isSusceptibility(label)).toBe(expected);
  });
});
