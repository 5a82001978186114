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
  const figure = percent(probability);
  const { word } = probabilityWords.find(({ from }) => figure >= Math.round(from * 100)) ?? probabilityWords.at(-1)!;
  return `${word}, ${percentage(probability)} (${naturalFrequency(figure)})`;
}

export function percentage(probability: number): string {
  const figure = percent(probability);
  if (figure === 0) return '<1 %';
  return figure === 100 ? '>99 %' : `${figure} %`;
}

/** The whole percentage that is shown. Word and frequency follow from it, so that the three never disagree. */
function percent(probability: number): number {
  if (probability < 0.01) return 0;
  return probability > 0.99 ? 100 : Math.round(probability * 100);
}

/** Below a fifth, tenths would be too coarse. */
function naturalFrequency(figure: number): string {
  if (figure === 0) return 'fewer than 1 in 100';
  if (figure < 20) return `about 1 in ${Math.round(100 / figure)}`;
  return figure < 95 ? `about ${Math.round(figure / 10)} in 10` : 'more than 9 in 10';
}
