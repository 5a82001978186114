import { anionGap, anionGapCorrected, anionGapWithPotassium } from './anion-gap.ts';
import { charlson, charlsonWithAge } from './charlson.ts';
import { egfr, egfrBoth, egfrCystatin } from './ckd-epi.ts';
import { correctedCalcium } from './corrected-calcium.ts';
import { dDimerByAge } from './d-dimer.ts';
import { fib4 } from './fib4.ts';
import { news2 } from './news2.ts';
import { qsofa } from './qsofa.ts';
import type { Score } from './score.ts';
import { sirs } from './sirs.ts';

const all: readonly Score[] = [
  news2,
  qsofa,
  sirs,
  egfr,
  egfrCystatin,
  egfrBoth,
  fib4,
  anionGap,
  anionGapWithPotassium,
  anionGapCorrected,
  correctedCalcium,
  dDimerByAge,
  charlson,
  charlsonWithAge,
];

/** Every score by its name. */
export const scores: ReadonlyMap<string, Score> = new Map(all.map((score) => [score.name, score]));
