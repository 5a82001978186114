import type { LabOutcome } from '../terminology/terminology.ts';
import { glycatedHaemoglobin } from './glycated-haemoglobin.ts';
import type { IgnoreReason } from './ignore-reason.ts';
import { readInterpretation } from './interpretation.ts';
import { type Direction, type Judgement, judge, type Limits } from './limits.ts';
import type { Measured } from './measured.ts';
import type { Measurement } from './measurement.ts';
import { isPlausible, reportImplausible } from './plausible.ts';
import { qualitativeOutcome } from './qualitative.ts';
import type { RecordContext } from './record-context.ts';
import { adultIntervals, intervalLabel } from './reference-interval.ts';
import { reportedRange } from './reference-range.ts';
import type { ReferenceInterval } from './tables/reference-intervals.ts';
import { inUnit, limitsBeside } from './unit-conversion.ts';
import { unitSuffix } from './unit-words.ts';

export type OutcomeDecision =
  | {
      readonly kind: 'decided';
      readonly outcome: LabOutcome;
      /** What a normal or negative outcome rules out. */
      readonly rulesOut: readonly Direction[];
      readonly derivation: string;
    }
  | { readonly kind: 'undecided'; readonly reason: IgnoreReason };

const undecided = (reason: IgnoreReason): OutcomeDecision => ({ kind: 'undecided', reason });

// Whoever says "normal" or "negative" means it in both directions.
const bothDirections: readonly Direction[] = ['H', 'L'];

function decided(
  outcome: LabOutcome,
  derivation: string,
  rulesOut: readonly Direction[] = bothDirections,
): OutcomeDecision {
  return { kind: 'decided', outcome, rulesOut, derivation };
}

/**
 * What a laboratory result amounts to. The laboratory's own word comes first (interpretation, then its reference range
 * for this sex and age), then, where it has no range at all, the adult intervals of our table. A bare "abnormal" on a number has no direction and
 * decides nothing by itself (monarch-initiative/loinc2hpo#138).
 */
export function decideOutcome(
  measurement: Measurement,
  loinc: readonly string[],
  context: RecordContext,
): OutcomeDecision {
  const { value, element } = measurement;
  const flag = readInterpretation(element.interpretation);
  if (value.kind === 'number') {
    if (!isPlausible(value.measured, loinc)) {
      reportImplausible(measurement, value.measured, context);
      return undecided('implausible-value');
    }
    const byRange = judgeByRange(measurement, value.measured, context);
    if (flag !== 'none' && flag !== 'conflict' && flag !== 'A') {
      reportDisagreement(flag, byRange, measurement, context);
      return decided(flag, `interpretation ${flag} of the laboratory`);
    }
    if (typeof byRange === 'string') return undecided(byRange);
    if (byRange !== undefined) {
      return decided(byRange.outcome, `${byRange.words} (reference range of the report)`, byRange.rulesOut);
    }
    return decideByTable(value.measured, loinc, measurement, context);
  }
  if (flag !== 'none' && flag !== 'conflict')
    return decided(flag === 'A' ? 'POS' : flag, `interpretation ${flag} of the laboratory`);
  if (value.kind === 'none') return undecided(value.reason);
  const outcome = value.kind === 'boolean' ? (value.value ? 'POS' : 'NEG') : qualitativeOutcome(value.concept);
  return outcome === undefined
    ? undecided('value-undecided')
    : decided(outcome, outcome === 'POS' ? 'reported as positive' : 'reported as negative');
}

type ByRange = Judgement | (IgnoreReason & ('unit-mismatch' | 'reference-range-unusable')) | undefined;

function judgeByRange(measurement: Measurement, value: Measured, { sex }: RecordContext): ByRange {
  const limits = reportedRange(measurement.element.referenceRange, sex, measurement.age);
  if (limits === undefined) return undefined;
  if (limits === 'unusable') return 'reference-range-unusable';
  // A range without a unit, or a value without one, is in the unit of the other.
  if (limits.unit === undefined || value.unit === undefined)
    return withUnit(judge(value, limits), value.unit ?? limits.unit);
  const glycated = measurement.loinc.some((code) => glycatedHaemoglobin.has(code));
  const converted = inUnit(value, { unit: limits.unit, glycated });
  if (converted.kind === 'failed') return 'unit-mismatch';
  return withUnit(judge(converted.measured, limits), limits.unit);
}

function withUnit(judgement: Judgement | undefined, unit: string | undefined): Judgement | undefined {
  return judgement && { ...judgement, words: `${judgement.words}${unitSuffix(unit)}` };
}

const greyShare = 0.1;
const greyWidth = 0.5;

/**
 * Our own convention: a value up to 10 % beyond an adult reference interval, or half the interval's width where that is
 * less (sodium), is no evidence. One healthy value in twenty lies outside, and the interval is not this laboratory's.
 * Decision limits of guidelines are definitions, and have no such zone.
 */
export function withGreyZone(limits: Limits, { decision }: ReferenceInterval): Limits {
  const { low, high } = limits;
  if (decision) return limits;
  const widest = low === undefined || high === undefined ? Number.POSITIVE_INFINITY : (high - low) * greyWidth;
  const margin = (limit: number) => Math.min(Math.abs(limit) * greyShare, widest);
  return {
    ...(low === undefined ? {} : { low: low - margin(low), normalLow: low }),
    ...(high === undefined ? {} : { high: high + margin(high), normalHigh: high }),
  };
}

function decideByTable(
  value: Measured,
  loinc: readonly string[],
  { age }: Measurement,
  { sex }: RecordContext,
): OutcomeDecision {
  let reason: IgnoreReason = 'no-reference-interval';
  for (const code of loinc) {
    const lookup = adultIntervals(code, sex, age);
    if (lookup.kind === 'none') {
      if (lookup.reason !== 'no-reference-interval') reason = lookup.reason;
      continue;
    }
    const judgements = lookup.intervals.map((interval) => {
      const target = { ...interval, glycated: glycatedHaemoglobin.has(code) };
      const converted = inUnit(value, target);
      if (converted.kind === 'failed') return converted.reason;
      const { shown, unit } = limitsBeside(value, target);
      const limits = { ...interval, highIsAbnormal: interval.decision === true };
      const certain = judge(converted.measured, withGreyZone(limits, interval)) !== undefined;
      const judgement = certain ? judge(converted.measured, limits, shown) : undefined;
      return withUnit(judgement, unit) ?? 'within-grey-zone';
    });
    const [first] = judgements;
    const [interval] = lookup.intervals;
    if (first === undefined || interval === undefined) continue;
    if (typeof first === 'string') {
      reason = first;
      continue;
    }
    // With the sex unknown, the intervals of both must agree.
    if (judgements.some((other) => typeof other === 'string' || other.outcome !== first.outcome)) {
      reason = 'within-grey-zone';
      continue;
    }
    const where = `${interval.decision ? 'decision limit' : 'adult reference interval'}, ${intervalLabel(interval.source)}`;
    return decided(first.outcome, `${first.words} (${where})`, first.rulesOut);
  }
  return undecided(reason);
}

function reportDisagreement(
  flag: LabOutcome,
  byRange: ByRange,
  { from }: Measurement,
  { issues }: RecordContext,
): void {
  if (byRange === undefined || typeof byRange === 'string' || byRange.outcome === flag) return;
  if (flag === 'POS' || flag === 'NEG') return;
  issues.add({
    severity: 'information',
    code: 'interpretation-disagrees',
    text: `${from.display} is flagged ${flag} but is ${byRange.words} by its own reference range; the flag was used.`,
    reference: from.reference,
    expression: 'Observation.interpretation',
  });
}
