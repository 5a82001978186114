import { said } from './bilingual-text.ts';
import type { Operand, Sign } from './comparison.ts';
import type { Bilingual } from './definition.ts';
import { compare } from './judge-value.ts';
import type { CriterionEvidence, Question, Truth } from './truth.ts';

interface PointItem<Of> {
  readonly points: number;
  readonly question: Question<Of>;
}

type Limits = readonly (readonly [Sign, Operand])[];

/** What of the groups counts for a patient. */
interface Counted<Of> {
  readonly truth: Truth;
  readonly items: readonly PointItem<Of>[];
  readonly open: readonly Question<Of>[];
}

/**
 * Adds the points of each group's first item that holds. What is not known counts nothing, as in the scores themselves;
 * a patient of whom no item is known has no score.
 */
export function points<Of>(groups: readonly (readonly PointItem<Of>[])[], limits: Limits): Question<Of> {
  const count = (of: Of): Counted<Of> => {
    const items: PointItem<Of>[] = [];
    const open: Question<Of>[] = [];
    let known = false;
    for (const group of groups) {
      for (const item of group) {
        const truth = item.question.truth(of);
        if (truth === 'unknown') open.push(item.question);
        else known = true;
        if (truth !== true) continue;
        items.push(item);
        break;
      }
    }
    const sum = items.reduce((total, item) => total + item.points, 0);
    return known ? { truth: holds(limits, sum), items, open } : { truth: 'unknown', items: [], open };
  };
  return {
    truth: (of) => count(of).truth,
    evidence: (of) =>
      count(of).items.flatMap((item) => item.question.evidence(of).map((fact) => withPoints(fact, item.points))),
    missing: (of) => count(of).open.flatMap((question) => question.missing(of)),
  };
}

/** Whether a plain number passes. */
export function holds(limits: Limits, value: number): boolean {
  const exact = { low: value, high: value, lowOpen: false, highOpen: false, text: String(value), unit: undefined };
  return limits.every(([sign, limit]) => typeof limit === 'number' && compare(exact, sign, limit) === true);
}

function withPoints(fact: CriterionEvidence, worth: number): CriterionEvidence {
  const words: Bilingual = worth === 1 ? { en: 'point', es: 'punto' } : { en: 'points', es: 'puntos' };
  return { ...fact, text: said(fact.text, `: ${worth} `, words) };
}
