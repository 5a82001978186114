import { type Measured, measured } from '../clinical/measured.ts';
import type { Score, ScoreInput, ScoreResult } from '../clinical/scores/score.ts';
import { inUnit } from '../clinical/unit-conversion.ts';
import type { DatedValue } from './dated-value.ts';
import type { Measure } from './definition.ts';
import { exactEnds } from './exact.ts';
import { countUntil, type DatedResult, type Facts, resultsOf } from './facts.ts';
import type { ValueSource } from './value-source.ts';

const msPerHour = 3_600_000;
/** Inputs of scores that set no span of their own belong together within a day; our own convention. */
const usualSpanHours = 24;

/** A score at every time that one of its inputs was measured; undefined for a measure that is none. */
export function scoreSource(measure: Measure, facts: Facts): ValueSource | undefined {
  const score = measure.score === undefined ? undefined : facts.scores.get(measure.score);
  if (!score) return undefined;
  if (score.inputs.length === 0) return atIndexTime(score, measure, facts);
  const inputs = score.inputs.map((input) => ({ input, results: resultsOf(facts, input.loinc) }));
  const moments = new Map<number, DatedResult>();
  for (const { results } of inputs) for (const result of results) moments.set(result.instant, result);
  return {
    instants: [...moments.keys()].sort((a, b) => a - b),
    at: (instant) => {
      const moment = moments.get(instant);
      if (moment === undefined) return [];
      const earliest = instant - (score.spanHours ?? usualSpanHours) * msPerHour;
      const values: Record<string, number | undefined> = {};
      for (const { input, results } of inputs) values[input.key] = inputValue(input, results, earliest, instant);
      const age = moment.ageYears ?? facts.case.subject.ageYears;
      const { date, reference } = moment;
      return scored(score, compute(score, values, age, facts), measure, { instant, date, reference });
    },
  };
}

/** A score of conditions alone holds now. */
function atIndexTime(score: Score, measure: Measure, facts: Facts): ValueSource {
  const { indexTime, subject } = facts.case;
  const now = { instant: facts.at, date: indexTime, reference: subject.reference };
  return {
    instants: [facts.at],
    at: () => scored(score, compute(score, {}, subject.ageYears, facts), measure, now),
  };
}

function compute(
  score: Score,
  values: Readonly<Record<string, number | undefined>>,
  age: number | undefined,
  { case: { subject, conditions }, recorded }: Facts,
): ScoreResult {
  return score.compute({
    measured: values,
    ageYears: age,
    sex: subject.sex,
    icd10: conditions === undefined ? undefined : recorded.icd10,
  });
}

/** The latest value between two instants; of several at one instant, that of the code that the score prefers. */
function inputValue(
  input: ScoreInput,
  results: readonly DatedResult[],
  earliest: number,
  latest: number,
): number | undefined {
  const preference = ({ loinc }: DatedResult) => input.loinc.findIndex((code) => loinc.includes(code));
  let place = countUntil(results, latest) - 1;
  let best = results[place];
  if (best === undefined || best.instant < earliest) return undefined;
  for (place -= 1; results[place]?.instant === best.instant; place -= 1) {
    const other = results[place];
    if (other !== undefined && preference(other) <= preference(best)) best = other;
  }
  const converted = best.value && inUnit(best.value, input);
  if (converted?.kind !== 'converted' || converted.measured.low !== converted.measured.high) return undefined;
  return converted.measured.low;
}

function scored(
  score: Score,
  result: ScoreResult,
  measure: Measure,
  at: Pick<DatedValue, 'instant' | 'date' | 'reference'>,
): readonly DatedValue[] {
  const value = scoreValue(score, result, measure);
  return value === undefined ? [] : [{ ...at, value, score: score.title, parts: result.parts }];
}

/** A sum of points with inputs missing is known as an interval, which a comparison may still decide. */
function scoreValue(score: Score, result: ScoreResult, measure: Measure): Measured | undefined {
  if (result.kind === 'assessed') return inMeasure(measured(result.value, score.unit), measure);
  const { atLeast, atMost } = result;
  if (atLeast === undefined || atMost === undefined || result.parts.length === 0) return undefined;
  const text = `≥ ${atLeast}`;
  return { low: atLeast, high: atMost, lowOpen: false, highOpen: false, text, unit: score.unit };
}

function inMeasure(value: Measured | undefined, measure: Measure): Measured | undefined {
  const converted = value && inUnit(value, measure);
  return converted?.kind === 'converted' ? exactEnds(converted.measured) : undefined;
}
