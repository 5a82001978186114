import { type FrequencyClassName, frequencyBounds } from '../registry/profiles.ts';

/**
 * How common a feature is among patients with any rare disease, in words. Bounds are shares of a patient drawn from a
 * disease drawn at random (`background` of the vocabulary); the words are ours, the shares are in the package.
 */
const backgroundWords = [
  { below: 0.002, words: 'almost never described in other rare diseases' },
  { below: 0.01, words: 'seldom described in other rare diseases' },
  { below: 0.05, words: 'uncommon in other rare diseases' },
  { below: 0.15, words: 'seen in many other rare diseases' },
  { below: Number.POSITIVE_INFINITY, words: 'common in rare diseases' },
] as const;

export function backgroundPhrase(share: number): string {
  return backgroundWords.find(({ below }) => share < below)!.words;
}

/** A label in the middle of a sentence: its first letter small, unless it begins an abbreviation ("IgA deficiency", "EEG"). */
export function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}+(?!\p{L})/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/**
 * A published frequency in a sentence about a feature: "seen in 2 of 3 patients with Marfan syndrome". An inferred one
 * must not sound as if somebody had counted.
 */
export function frequencyPhrase(frequency: string | undefined, disease: string, inferred = false): string {
  if (inferred) return `to be expected in ${disease}, judging by its name and its numbered relatives`;
  if (frequency === undefined) return `described in ${disease} (frequency not stated)`;
  if (Object.hasOwn(frequencyBounds, frequency)) {
    return `${frequencyBounds[frequency as FrequencyClassName].words} in ${disease}`;
  }
  const ratio = /^(\d+)\/(\d+)$/.exec(frequency);
  if (ratio) return `seen in ${ratio[1]} of ${ratio[2]} ${ratio[2] === '1' ? 'patient' : 'patients'} with ${disease}`;
  return `seen in ${frequency.replace('%', ' %')} of patients with ${disease}`;
}
