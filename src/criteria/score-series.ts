import { type Measured, measured } from '../clinical/measured.ts';
import type { Score, ScoreInput, ScoreResult } from '../clinical/scores/score.ts';
import { inUnit } from '../clinical/unit-conversion.ts';
import type { DatedValue } from './dated-value.ts';
import type { Measure } from './definition.ts';
import { exactEnds } from './exact.ts';
import { type DatedResult, type Facts, resultsOf } from './facts.ts';

const msPerHour = 3_600_000;
/** Inputs of scores that set no span of their own belong together within a day; our own convention. */
const usualSpanHours = 24;

/** A score at every time that one of its inputs was measured, where it can be computed. */
export function scoreSeries(measure: Measure, facts: Facts): readonly DatedValue[] {
  const score = measure.score === undefined ? undefined : facts.scores.get(measure.score);
  if (!score) return [];
  const inputs = score.inputs.map((input) => ({ input, results: resultsOf(facts, input.loinc) }));
  const moments = new Map(inputs.flatMap(({ results }) => results).map((result) => [result.instant, result]));
  if (inputs.length === 0) return atIndexTime(score, measure, facts);
  return [...moments.values()].flatMap((moment): readonly DatedValue[] => {
    const latest = moment.instant;
    const earliest = latest - (score.spanHours ?? usualSpanHours) * msPerHour;
    const values = inputs.map(
      ({ input, results }) => [input.key, inputValue(input, results, earliest, latest)] as const,
    );
    const age = moment.ageYears ?? facts.case.subject.ageYears;
    const value = scoreValue(score, compute(score, Object.fromEntries(values), age, facts), measure);
    if (value === undefined) return [];
    return [{ instant: latest, date: moment.date, reference: moment.reference, value, score: score.title }];
  });
}

/** A score of conditions alone holds now. */
function atIndexTime(score: Score, measure: Measure, facts: Facts): readonly DatedValue[] {
  const { indexTime, subject } = facts.case;
  const value = scoreValue(score, compute(score, {}, subject.ageYears, facts), measure);
  return value === undefined
    ? []
    : [{ instant: facts.at, date: indexTime, reference: subject.reference, value, score: score.title }];
}

function compute(
  score: Score,
  values: Readonly<Record<string, number | undefined>>,
  age: number | undefined,
  facts: Facts,
): ScoreResult {
  const { sex } = facts.case.subject;
  const { icd10 } = facts;
  return score.compute({
    measured: values,
    ...(age === undefined ? {} : { ageYears: age }),
    ...(sex === undefined ? {} : { sex }),
    ...(icd10 === undefined ? {} : { icd10 }),
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
  let best: DatedResult | undefined;
  for (const result of results) {
    if (result.instant < earliest) continue;
    if (result.instant > latest) break;
    const later = best === undefined || result.instant > best.instant;
    if (later || (best !== undefined && preference(result) < preference(best))) best = result;
  }
  const converted = best?.value && inUnit(best.value, input);
  if (converted?.kind !== 'converted' || converted.measured.low !== converted.measured.high) return undefined;
  return converted.measured.low;
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
