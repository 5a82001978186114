import { measured } from '../clinical/measured.ts';
import { msPerDay } from '../fhir/date.ts';
import type { DatedValue } from './dated-value.ts';
import type { Measure } from './definition.ts';
import { exact } from './exact.ts';
import type { Change, MeasureTest } from './expression.ts';
import type { Facts } from './facts.ts';
import { judgeValue, statedIn } from './judge-value.ts';
import { type Measures, seriesOf } from './series.ts';
import { type CriterionEvidence, type Judged, judged, type Truth, unknownFor } from './truth.ts';
import type { Moment, Series } from './value-source.ts';
import { changeEvidence, lacks, missingOf, valueEvidence } from './words.ts';

/** A value with what the test says of it. */
interface Told {
  readonly value: DatedValue;
  readonly truth: Truth;
}

/** Evidence shows the newest values that decided, no more than these. */
const mostShown = 3;

/** Judges a measure's values that are recent enough; what can be said before the patient is known is said here. */
export function measureJudge(test: MeasureTest, measure: Measure, measures: Measures): (facts: Facts) => Judged {
  const days = Math.min(measure.maxAgeDays, test.withinDays ?? Number.POSITIVE_INFINITY);
  const never = unknownFor(() => missingOf(measure, lacks.value));
  const longAgo = unknownFor(() => missingOf(measure, lacks.recent(days)));
  return (facts) => {
    const series = seriesOf(measure, measures, facts);
    const newest = series.newest();
    if (newest === undefined) return never;
    const earliest = facts.at - days * msPerDay;
    return newest.instant < earliest ? longAgo : judgeRecent(test, measure, series, newest, earliest);
  };
}

function judgeRecent(test: MeasureTest, measure: Measure, series: Series, newest: Moment, earliest: number): Judged {
  if (test.which === 'mean') return judgeMean(test, series.since(earliest), measure);
  const tell = (value: DatedValue): Told => ({ value, truth: judgeValue(test, value, measure) });
  const all = () => series.since(earliest).map(tell);
  const latest = newest.values.map(tell);
  const change = test.rise ?? test.fall;
  if (change !== undefined) return judgeChange(test, change, all(), latest, series, measure);
  if (test.times !== undefined) return judgeTimes(test, test.times, all(), latest, measure);
  if (test.forDays !== undefined) return judgeRun(test, test.forDays, all(), latest, measure);
  if (test.which === 'any') return judgeTogether(test, some, all(), measure);
  return test.which === 'all' ? judgeTogether(test, every, all(), measure) : judgeLatest(test, latest, measure);
}

const judgeLatest = (test: MeasureTest, latest: readonly Told[], measure: Measure): Judged =>
  judgeTogether(test, agreed, latest, measure);

function judgeTogether(
  test: MeasureTest,
  truthOf: (truths: readonly Truth[]) => Truth,
  asked: readonly Told[],
  measure: Measure,
): Judged {
  const truths = asked.map(({ truth }) => truth);
  const truth = truthOf(truths);
  if (truth !== 'unknown') return decided(test, truth, asked, measure);
  return unknownFor(() => missingOf(measure, truths.includes('unknown') ? lacks.comparable : lacks.agreement));
}

function some(truths: readonly Truth[]): Truth {
  return truths.includes(true) ? true : truths.includes('unknown') ? 'unknown' : false;
}

function every(truths: readonly Truth[]): Truth {
  return truths.includes(false) ? false : truths.includes('unknown') ? 'unknown' : true;
}

/** Of results of one and the same time that contradict each other, none counts. */
function agreed(truths: readonly Truth[]): Truth {
  return truths.includes(true) && truths.includes(false) ? 'unknown' : every(truths);
}

/** What agrees with the verdict is the reason for it. */
function decided(test: MeasureTest, truth: Truth, asked: readonly Told[], measure: Measure): Judged {
  return judged(truth, () =>
    shown(
      test,
      asked.filter((one) => one.truth === truth),
      measure,
    ),
  );
}

function shown(test: MeasureTest, told: readonly Told[], measure: Measure): readonly CriterionEvidence[] {
  return told
    .slice(-mostShown)
    .reverse()
    .map(({ value, truth }) => valueEvidence(test, value, measure, truth));
}

/** So many values pass, far enough apart, and – unless any may – the latest still does. */
function judgeTimes(
  test: MeasureTest,
  times: number,
  told: readonly Told[],
  newest: readonly Told[],
  measure: Measure,
): Judged {
  const passing = told.filter(({ truth }) => truth === true);
  const enough = passing.length >= times && spanDays(passing) >= (test.daysApart ?? 0);
  const latest = judgeLatest(test, newest, measure);
  if (enough && (latest.truth === true || test.which === 'any')) {
    return judged(true, () => shown(test, ends(passing), measure));
  }
  if (latest.truth === false && (test.which !== 'any' || passing.length === 0)) return latest;
  const missing = () => [missingOf(measure, lacks.repeat(times, test.daysApart))];
  return { truth: 'unknown', evidence: latest.evidence, missing: enough ? latest.missing : missing };
}

function judgeRun(
  test: MeasureTest,
  days: number,
  told: readonly Told[],
  newest: readonly Told[],
  measure: Measure,
): Judged {
  const latest = judgeLatest(test, newest, measure);
  if (latest.truth === false) return latest;
  const broken = told.findLastIndex(({ truth }) => truth !== true);
  const run = told.slice(broken + 1);
  if (latest.truth === true && spanDays(run) >= days) return judged(true, () => shown(test, ends(run), measure));
  return { truth: 'unknown', evidence: latest.evidence, missing: () => [missingOf(measure, lacks.lasting(days))] };
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
  newest: readonly Told[],
  series: Series,
  measure: Measure,
): Judged {
  const window = change.withinHours * 3_600_000;
  const all = series.since((told[0]?.value.instant ?? 0) - window);
  let failed: readonly [DatedValue, DatedValue] | undefined;
  for (const { value: after, truth } of told.toReversed()) {
    if (truth !== true) continue;
    for (const before of all) {
      const apart = after.instant - before.instant;
      if (apart <= 0 || apart > window) continue;
      const changed = hasChanged(change, test.rise !== undefined, before, after, measure);
      if (changed === undefined) continue;
      if (changed) return judged(true, () => changeEvidence(change, [before, after], measure, true));
      failed ??= [before, after];
    }
  }
  const pair = failed;
  if (pair) return judged(false, () => changeEvidence(change, pair, measure, false));
  if (told.every(({ truth }) => truth === false)) return decided(test, false, newest, measure);
  return unknownFor(() => missingOf(measure, lacks.earlier(change.withinHours)));
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
  if (newest === undefined) return unknownFor(() => missingOf(measure, lacks.comparable));
  if (known.length < least || spanDays(told) < (test.daysApart ?? 0)) {
    return unknownFor(() => missingOf(measure, lacks.repeat(least, test.daysApart)));
  }
  const sum = known.reduce((total, { value }) => total + (value?.low ?? 0), 0);
  const value = measured(exact(sum / known.length), measure.unit);
  if (value === undefined) return unknownFor(() => missingOf(measure, lacks.comparable));
  const mean: DatedValue = { instant: newest.instant, date: newest.date, reference: newest.reference, value };
  const truth = judgeValue(test, mean, measure);
  return judged(truth, () => [valueEvidence(test, mean, measure, truth)]);
}
