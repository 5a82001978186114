interface FrequencyClass {
  readonly label: string;
  /** Bounds of the class as shares of patients. */
  readonly low: number;
  readonly high: number;
}

/** Subclasses of HPO "Frequency" (HP:0040279) with the bounds that their definitions give. */
export const frequencyClasses = {
  'HP:0040280': { label: 'Obligate', low: 1, high: 1 },
  'HP:0040281': { label: 'Very frequent', low: 0.8, high: 0.99 },
  'HP:0040282': { label: 'Frequent', low: 0.3, high: 0.79 },
  'HP:0040283': { label: 'Occasional', low: 0.05, high: 0.29 },
  'HP:0040284': { label: 'Very rare', low: 0.01, high: 0.04 },
  'HP:0040285': { label: 'Excluded', low: 0, high: 0 },
} as const satisfies Record<string, FrequencyClass>;

export type FrequencyClassId = keyof typeof frequencyClasses;

/**
 * How often patients with a disease have a phenotype, in the form the source gives, so that a sentence can quote it.
 * `share` (0 to 1) is n/m, the percentage, or the middle of the class: no source says where in its class a value lies.
 */
export type Frequency =
  | { readonly kind: 'class'; readonly id: FrequencyClassId; readonly share: number }
  | { readonly kind: 'ratio'; readonly n: number; readonly m: number; readonly share: number }
  | { readonly kind: 'percent'; readonly value: number; readonly share: number };

function isFrequencyClass(id: string): id is FrequencyClassId {
  return Object.hasOwn(frequencyClasses, id);
}

export function classFrequency(id: FrequencyClassId): Frequency {
  const { low, high } = frequencyClasses[id];
  return { kind: 'class', id, share: (low + high) / 2 };
}

/** Reads an HPO frequency term, `n/m` or a percentage; undefined when the text is none of them or is impossible. */
export function parseFrequency(text: string): Frequency | undefined {
  if (isFrequencyClass(text)) return classFrequency(text);
  const ratio = /^(\d+)\/(\d+)$/.exec(text);
  if (ratio) {
    const [n, m] = [Number(ratio[1]), Number(ratio[2])];
    return m > 0 && n <= m ? { kind: 'ratio', n, m, share: n / m } : undefined;
  }
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (percent) {
    const value = Number(percent[1]);
    return value <= 100 ? { kind: 'percent', value, share: value / 100 } : undefined;
  }
  return undefined;
}
