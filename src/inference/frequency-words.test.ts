import { describe, expect, it } from 'vitest';
import { backgroundPhrase, frequencyPhrase } from './frequency-words.ts';

describe('frequencyPhrase', () => {
  it.each([
    ['2/3', 'seen in 2 of 3 patients with Marfan syndrome'],
    ['1/1', 'seen in 1 of 1 patient with Marfan syndrome'],
    ['45%', 'seen in 45 % of patients with Marfan syndrome'],
    ['very frequent', 'very frequent (80–99 %) in Marfan syndrome'],
    ['obligate', 'always present in Marfan syndrome'],
    [undefined, 'described in Marfan syndrome (frequency not stated)'],
  ])('%s', (frequency, phrase) => {
    expect(frequencyPhrase(frequency, 'Marfan syndrome')).toBe(phrase);
  });
});

describe('backgroundPhrase', () => {
  it.each([
    [0.0001, 'almost never described in other rare diseases'],
    [0.002, 'seldom described in other rare diseases'],
    [0.02, 'uncommon in other rare diseases'],
    [0.1, 'seen in many other rare diseases'],
    [0.9, 'common in rare diseases'],
  ])('%f → %s', (share, phrase) => {
    expect(backgroundPhrase(share)).toBe(phrase);
  });
});
