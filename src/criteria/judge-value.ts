import type { Measured } from '../clinical/measured.ts';
import type { LabOutcome } from '../terminology/terminology.ts';
import { sameUnit } from '../terminology/ucum.ts';
import { comparisons, type Operand, type Sign } from './comparison.ts';
import type { DatedValue, ValueLimits } from './dated-value.ts';
import type { Measure } from './definition.ts';
import { exact } from './exact.ts';
import { type MeasureTest, type OutcomeWord, outcomeWords } from './expression.ts';
import type { Truth } from './truth.ts';

/** A threshold for one value: the number that it is held against, and the number of the two that is meant. */
export interface Threshold {
  readonly sign: Sign;
  readonly limit: number;
  readonly value: Measured;
  /** Where the threshold is stated in the unit as reported. */
  readonly asReported: boolean;
}

/** Whether one value passes everything that a test asks of a value. */
export function judgeValue(test: MeasureTest, value: DatedValue, measure: Measure): Truth {
  const truths = comparisons(test).map(([sign, operand]) => judgeComparison(sign, operand, value, measure));
  if (test.is !== undefined) truths.push(judgeOutcome(test.is, value, measure));
  if (test.coded !== undefined) truths.push(judgeCode(test.coded, value));
  return all(truths);
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes('unknown') ? 'unknown' : true;
}

function judgeComparison(sign: Sign, operand: Operand, value: DatedValue, measure: Measure): Truth {
  const threshold = thresholdOf(sign, operand, value, measure);
  if (!threshold) return byFlag(sign, operand, value.outcome);
  const truth = compare(threshold.value, sign, threshold.limit);
  const grey = greyLimit(operand, value);
  return grey === undefined || compare(threshold.value, sign, grey) === truth ? truth : 'unknown';
}

/** Just beyond a limit that is not the laboratory's own, a value is no evidence (grey-zone.ts); multiples are. */
function greyLimit(operand: Operand, { limits }: DatedValue): number | undefined {
  if (isUpper(operand) && operand.upperLimit === 1) return limits?.()?.greyHigh;
  return isLower(operand) && operand.lowerLimit === 1 ? limits?.()?.greyLow : undefined;
}

/** The number that a value is held against; undefined where value or limit is not known. */
export function thresholdOf(
  sign: Sign,
  operand: Operand,
  { value, reported, limits }: DatedValue,
  measure: Measure,
): Threshold | undefined {
  if (isUpper(operand)) return ofLimit(limits?.(), 'high', operand.upperLimit);
  if (isLower(operand)) return ofLimit(limits?.(), 'low', operand.lowerLimit);
  if (typeof operand === 'number') return threshold(operand, value, false);
  const stated = statedIn(operand, reported?.unit);
  return stated === undefined ? threshold(operand[measure.unit], value, false) : threshold(stated, reported, true);

  function threshold(limit: number | undefined, held: Measured | undefined, asReported: boolean) {
    return limit === undefined || held === undefined ? undefined : { sign, limit, value: held, asReported };
  }

  function ofLimit(known: ValueLimits | undefined, end: 'low' | 'high', factor: number) {
    const limit = known?.[end];
    const times = limit === undefined ? undefined : exact(limit * factor);
    return threshold(times, known?.asReported ? reported : value, known?.asReported === true);
  }
}

/** The threshold that is stated in a unit, if there is one. */
export function statedIn(thresholds: Readonly<Record<string, number>>, unit: string | undefined): number | undefined {
  if (unit === undefined) return undefined;
  return Object.entries(thresholds).find(([stated]) => sameUnit(stated, unit))?.[1];
}

export function isUpper(operand: Operand): operand is { upperLimit: number } {
  return typeof operand === 'object' && 'upperLimit' in operand;
}

export function isLower(operand: Operand): operand is { lowerLimit: number } {
  return typeof operand === 'object' && 'lowerLimit' in operand;
}

/** A value known as an interval is judged only where all of it agrees. */
export function compare({ low, high, lowOpen, highOpen }: Measured, sign: Sign, limit: number): Truth {
  const above = low > limit || (low === limit && lowOpen);
  const below = high < limit || (high === limit && highOpen);
  const decide = (yes: boolean, no: boolean): Truth => (yes ? true : no ? false : 'unknown');
  switch (sign) {
    case '>':
      return decide(above, high <= limit);
    case '>=':
      return decide(low >= limit, below);
    case '<':
      return decide(below, low >= limit);
    case '<=':
      return decide(high <= limit, above);
  }
}

/** Without limits, the laboratory's flag tells whether a value lies beyond them, though not by how much. */
function byFlag(sign: Sign, operand: Operand, outcome: LabOutcome | undefined): Truth {
  if (outcome === undefined) return 'unknown';
  if (isUpper(operand) && operand.upperLimit === 1) {
    if (sign === '>') return outcome === 'H';
    if (sign === '<=') return outcome !== 'H';
  }
  if (isLower(operand) && operand.lowerLimit === 1) {
    if (sign === '<') return outcome === 'L';
    if (sign === '>=') return outcome !== 'L';
  }
  return 'unknown';
}

// A laboratory reports a serology as positive or, with its number, as high.
const sameWord: Readonly<Record<OutcomeWord, readonly LabOutcome[]>> = {
  positive: ['POS', 'H'],
  negative: ['NEG', 'N'],
  high: ['H', 'POS'],
  low: ['L'],
  normal: ['N', 'NEG'],
};

function judgeOutcome(word: OutcomeWord, value: DatedValue, measure: Measure): Truth {
  if (value.outcome !== undefined) return sameWord[word].includes(value.outcome);
  const tooHigh = judgeComparison('>', { upperLimit: 1 }, value, measure);
  const tooLow = judgeComparison('<', { lowerLimit: 1 }, value, measure);
  switch (outcomeWords[word]) {
    case 'POS':
    case 'H':
      return tooHigh;
    case 'NEG':
      return flip(tooHigh);
    case 'L':
      return tooLow;
    case 'N':
      return all([flip(tooHigh), flip(tooLow)]);
  }
}

const flip = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth);

function judgeCode(codes: readonly string[], { coded }: DatedValue): Truth {
  return coded === undefined ? 'unknown' : coded.some((code) => codes.includes(code));
}
