import { measured } from '../clinical/measured.ts';
import { msPerDay } from '../fhir/date.ts';
import type { DatedValue } from './dated-value.ts';
import type { Measure } from './definition.ts';
import { exact } from './exact.ts';
import type { Change, MeasureTest } from './expression.ts';
import type { Facts } from './facts.ts';
import { judgeValue, statedIn } from './judge-value.ts';
import { type Measures, seriesOf } from './series.ts';
import { type Judged, type Truth, unknownFor } from './truth.ts';
import { changeEvidence, lacks, missingOf, valueEvidence } from './words.ts';

/** A value with what the test says of it. */
interface Told {
  readonly value: DatedValue;
  readonly truth: Truth;
}

/** Evidence shows the newest values that decided, no more than these. */
const mostShown = 3;

/** Judges a measure's values that are recent enough. */
export function judgeMeasure(test: MeasureTest, measure: Measure, measures: Measures, facts: Facts): Judged {
  const all = seriesOf(measure, measures, facts);
  const days = Math.min(measure.maxAgeDays, test.withinDays ?? Number.POSITIVE_INFINITY);
  const recent = all.filter(({ instant }) => instant >= facts.at - days * msPerDay);
  if (recent.length === 0) {
    return unknownFor(missingOf(measure, all.length === 0 ? lacks.value : lacks.recent(days)));
  }
  if (test.which === 'mean') return judgeMean(test, recent, measure);
  const told = recent.map((value): Told => ({ value, truth: judgeValue(test, value, measure) }));
  const change = test.rise ?? test.fall;
  if (change !== undefined) return judgeChange(test, change, told, all, measure);
  if (test.times !== undefined) return judgeTimes(test, test.times, told, measure);
  if (test.forDays !== undefined) return judgeRun(test, test.forDays, told, measure);
  return judgeWhich(test, told, measure);
}

function judgeWhich(test: MeasureTest, told: readonly Told[], measure: Measure): Judged {
  const asked = test.which === undefined || test.which === 'latest' ? latestOf(told) : told;
  const truths = asked.map(({ truth }) => truth);
  const truth = test.which === 'any' ? some(truths) : every(truths, test.which !== 'all');
  return outcome(test, truth, asked, measure, truths.includes('unknown') ? lacks.comparable : lacks.agreement);
}

/** Everything measured at the time of the newest value. */
function latestOf(told: readonly Told[]): readonly Told[] {
  const newest = told.at(-1);
  return told.filter(({ value }) => value.instant === newest?.value.instant);
}

function some(truths: readonly Truth[]): Truth {
  return truths.includes(true) ? true : truths.includes('unknown') ? 'unknown' : false;
}

/** Of results of one and the same time that contradict each other, none counts. */
function every(truths: readonly Truth[], sameTime: boolean): Truth {
  if (sameTime && truths.includes(true) && truths.includes(false)) return 'unknown';
  return truths.includes(false) ? false : truths.includes('unknown') ? 'unknown' : true;
}

function outcome(
  test: MeasureTest,
  truth: Truth,
  asked: readonly Told[],
  measure: Measure,
  lack: Parameters<typeof missingOf>[1],
): Judged {
  const decisive = truth === 'unknown' ? [] : asked.filter((one) => one.truth === truth);
  return {
    truth,
    evidence: shown(test, decisive, measure),
    missing: truth === 'unknown' ? [missingOf(measure, lack)] : [],
  };
}

function shown(test: MeasureTest, told: readonly Told[], measure: Measure): Judged['evidence'] {
  return told
    .slice(-mostShown)
    .reverse()
    .map(({ value, truth }) => valueEvidence(test, value, measure, truth));
}

/** So many values pass, far enough apart, and – unless any may – the latest still does. */
function judgeTimes(test: MeasureTest, times: number, told: readonly Told[], measure: Measure): Judged {
  const passing = told.filter(({ truth }) => truth === true);
  const enough = passing.length >= times && spanDays(passing) >= (test.daysApart ?? 0);
  const latest = judgeWhich({ ...test, which: 'latest' }, told, measure);
  if (enough && (latest.truth === true || test.which === 'any')) {
    return { truth: true, evidence: shown(test, ends(passing), measure), missing: [] };
  }
  if (latest.truth === false && (test.which !== 'any' || passing.length === 0)) return latest;
  const missing = enough ? latest.missing : [missingOf(measure, lacks.repeat(times, test.daysApart))];
  return { truth: 'unknown', evidence: latest.evidence, missing };
}

function judgeRun(test: MeasureTest, days: number, told: readonly Told[], measure: Measure): Judged {
  const latest = judgeWhich({ ...test, which: 'latest' }, told, measure);
  if (latest.truth === false) return latest;
  const broken = told.findLastIndex(({ truth }) => truth !== true);
  const run = told.slice(broken + 1);
  if (latest.truth === true && spanDays(run) >= days) {
    return { truth: true, evidence: shown(test, ends(run), measure), missing: [] };
  }
  return { truth: 'unknown', evidence: latest.evidence, missing: [missingOf(measure, lacks.lasting(days))] };
}

function spanDays(told: readonly Told[]): number {
  const [first, last] = [told[0], told.at(-1)];
  return first && last ? (last.value.instant - first.value.instant) / msPerDay : 0;
}

const ends = (told: readonly Told[]): readonly Told[] => [...told.slice(0, 1), ...told.slice(1).slice(-1)];

/** A rise or fall between any two values, of which the later is recent. */
function judgeChange(
  test: MeasureTest,
  change: Change,
  told: readonly Told[],
  all: readonly DatedValue[],
  measure: Measure,
): Judged {
  const window = change.withinHours * 3_600_000;
  let failed: readonly [DatedValue, DatedValue] | undefined;
  for (const { value: after, truth } of [...told].reverse()) {
    if (truth !== true) continue;
    for (const before of all) {
      const apart = after.instant - before.instant;
      if (apart <= 0 || apart > window) continue;
      const changed = hasChanged(change, test.rise !== undefined, before, after, measure);
      if (changed === undefined) continue;
      if (changed) {
        return { truth: true, evidence: changeEvidence(change, [before, after], measure, true), missing: [] };
      }
      failed ??= [before, after];
    }
  }
  if (failed) return { truth: false, evidence: changeEvidence(change, failed, measure, false), missing: [] };
  if (told.every(({ truth }) => truth === false)) return outcome(test, false, latestOf(told), measure, lacks.value);
  return unknownFor(missingOf(measure, lacks.earlier(change.withinHours)));
}

function hasChanged(
  change: Change,
  rise: boolean,
  before: DatedValue,
  after: DatedValue,
  measure: Measure,
): boolean | undefined {
  const amount = 'by' in change ? amountOf(change.by, before, after, measure) : undefined;
  const pair = amount?.asReported ? [before.reported, after.reported] : [before.value, after.value];
  const [from, to] = rise ? pair : pair.toReversed();
  if (from === undefined || to === undefined || ('by' in change && amount === undefined)) return undefined;
  if (amount !== undefined) return exact(to.low - from.high) >= amount.limit;
  return 'ratio' in change ? exact(to.low) >= exact(from.high * change.ratio) : undefined;
}

/** An amount in the unit that both values were reported in, else in the measure's. */
function amountOf(
  by: Extract<Change, { by: unknown }>['by'],
  before: DatedValue,
  after: DatedValue,
  measure: Measure,
): { readonly limit: number; readonly asReported: boolean } | undefined {
  if (typeof by === 'number') return { limit: by, asReported: false };
  const [one, other] = [statedIn(by, before.reported?.unit), statedIn(by, after.reported?.unit)];
  if (one !== undefined && one === other) return { limit: one, asReported: true };
  const own = by[measure.unit];
  return own === undefined ? undefined : { limit: own, asReported: false };
}

function judgeMean(test: MeasureTest, recent: readonly DatedValue[], measure: Measure): Judged {
  const known = recent.filter(({ value }) => value !== undefined && value.low === value.high);
  const told = known.map((value): Told => ({ value, truth: judgeValue(test, value, measure) }));
  const least = test.times ?? 1;
  const newest = known.at(-1);
  if (newest === undefined) return unknownFor(missingOf(measure, lacks.comparable));
  if (known.length < least || spanDays(told) < (test.daysApart ?? 0)) {
    return unknownFor(missingOf(measure, lacks.repeat(least, test.daysApart)));
  }
  const sum = known.reduce((total, { value }) => total + (value?.low ?? 0), 0);
  const value = measured(exact(sum / known.length), measure.unit);
  if (value === undefined) return unknownFor(missingOf(measure, lacks.comparable));
  const mean: DatedValue = { instant: newest.instant, date: newest.date, reference: newest.reference, value };
  const truth = judgeValue(test, mean, measure);
  return { truth, evidence: [valueEvidence(test, mean, measure, truth)], missing: [] };
}
