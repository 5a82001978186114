/**
 * Words for ranges of probability, in the manner of the IPCC's calibrated language (Mastrandrea et al., Guidance Note for
 * Lead Authors of the IPCC Fifth Assessment Report, 2010, table 1), with the low ranges told apart, since rare diseases
 * live there. `from` is inclusive.
 */
export const probabilityWords = [
  { from: 0.9, word: 'very likely' },
  { from: 0.66, word: 'likely' },
  { from: 0.33, word: 'about as likely as not' },
  { from: 0.1, word: 'unlikely but possible' },
  { from: 0.01, word: 'low probability' },
  { from: 0, word: 'very low probability' },
] as const;

/** A probability in words, as a percentage and as a natural frequency. Never certainty: `<1 %` and `>99 %` are the ends. */
export function probabilityInWords(probability: number): string {
  const { word } = probabilityWords.find(({ from }) => probability >= from) ?? probabilityWords.at(-1)!;
  return `${word}, ${percentage(probability)} (${naturalFrequency(probability)})`;
}

export function percentage(probability: number): string {
  if (probability < 0.01) return '<1 %';
  if (probability > 0.99) return '>99 %';
  return `${Math.round(probability * 100)} %`;
}

function naturalFrequency(probability: number): string {
  if (probability < 0.01) return 'fewer than 1 in 100';
  if (probability > 0.95) return 'more than 9 in 10';
  if (probability >= 0.1) return `about ${Math.round(probability * 10)} in 10`;
  const one = 1 / probability;
  return `about 1 in ${one < 20 ? Math.round(one) : Math.round(one / 10) * 10}`;
}
