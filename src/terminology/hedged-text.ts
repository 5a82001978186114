/** Longer than any name of a finding or a disease: what is longer is narrative, and is not matched. */
export const longestName = 300;

/**
 * Words with which a note begins that asks, doubts or denies. What follows them is no finding, even where it is the
 * exact name of one. Kept short on purpose: a wrongly refused text costs a finding, a wrongly taken one invents it.
 */
const hedges = [
  'no',
  'not',
  'without',
  'denies',
  'denied',
  'negative for',
  'rule out',
  'ruled out',
  'r/o',
  'possible',
  'possibly',
  'probable',
  'suspected',
  'suspicion of',
  'query',
  'evaluate for',
];

const hedged = new RegExp(`^(?:${hedges.join('|')})(?![\\p{L}\\p{N}])`, 'iu');

/** Whether a text puts what it names in question or denies it: `Seizures?`, `r/o seizures`, `denies fever`. */
export function isHedged(text: string): boolean {
  return /[?¿]/.test(text) || hedged.test(text.trimStart());
}
