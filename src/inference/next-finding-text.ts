import type { NextBestFinding, Outlook } from './differential.ts';
import { inSentence } from './frequency-words.ts';
import { percent } from './percent.ts';

const verbs = { order: 'Order a test for', examine: 'Examine for', ask: 'Ask about' } as const;

/** What to find out and what each answer would make of the list, in one sentence. */
export function nextFindingText(next: NextBestFinding): string {
  const { kind, label, loinc, probabilityPresent, ifPresent, ifAbsent } = next;
  const test = loinc === undefined ? '' : ` (LOINC ${loinc})`;
  const leading = (outlook: Outlook) => `${outlook.label} ${percent(outlook.probability)}`;
  return `${verbs[kind]} ${inSentence(label)}${test}, expected in ${percent(probabilityPresent)}: if present, ${leading(ifPresent)} leads; if absent, ${leading(ifAbsent)}.`;
}
