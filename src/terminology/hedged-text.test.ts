import { describe, expect, it } from 'vitest';
import { isHedged } from './hedged-text.ts';

describe('isHedged', () => {
  it.each([
    'Seizures?',
    '? seizures',
    'Rule out seizures',
    'r/o seizures',
    'Possible seizures',
    'suspected: seizures',
    'no seizures',
    ' Denies fever, chills',
  ])('takes "%s" for a question or a denial', (text) => {
    expect(isHedged(text)).toBe(true);
  });

  it.each(['Seizures', 'Nodule', 'Notched nail', 'Nocturia', ''])('takes "%s" as it stands', (text) => {
    expect(isHedged(text)).toBe(false);
  });
});
