import type { DatedValue } from './dated-value.ts';
import type { Measure } from './definition.ts';
import type { Facts } from './facts.ts';
import { pairSource } from './pair-series.ts';
import { reportedSource } from './reported-series.ts';
import { scoreSource } from './score-series.ts';
import type { Moment, Series, ValueSource } from './value-source.ts';

/** The measures that expressions name. */
export type Measures = ReadonlyMap<string, Measure>;

/** All values of a measure: those computed, and those reported for other times. */
export function seriesOf(measure: Measure, measures: Measures, facts: Facts): Series {
  const known = facts.series.get(measure);
  if (known) return known;
  const part = (name: string) => {
    const of = measures.get(name);
    return of && seriesOf(of, measures, facts);
  };
  const computed = [scoreSource(measure, facts), pairSource(measure, part)].filter((source) => source !== undefined);
  const series = createSeries(reportedSource(measure, facts), computed);
  facts.series.set(measure, series);
  return series;
}

function createSeries(reported: ValueSource, computed: readonly ValueSource[]): Series {
  const instants = merged([reported, ...computed].map((source) => source.instants));
  if (instants.length === 0) return noValues;
  const moments = new Map<number, readonly DatedValue[]>();
  const at = (instant: number): readonly DatedValue[] => {
    const known = moments.get(instant);
    if (known) return known;
    const values = computed.flatMap((source) => source.at(instant));
    const made = values.length > 0 ? values : reported.at(instant);
    moments.set(instant, made);
    return made;
  };
  let newest: Moment | undefined;
  return {
    instants,
    at,
    newest: () => {
      newest ??= latestOf(instants, at);
      return newest;
    },
    since: (earliest) => instants.slice(instants.findLastIndex((instant) => instant < earliest) + 1).flatMap(at),
  };
}

const noValues: Series = { instants: [], at: () => [], newest: () => undefined, since: () => [] };

function latestOf(instants: readonly number[], at: ValueSource['at']): Moment | undefined {
  for (let place = instants.length - 1; place >= 0; place -= 1) {
    const instant = instants[place] ?? 0;
    const values = at(instant);
    if (values.length > 0) return { instant, values };
  }
  return undefined;
}

/** Times in order, each once. */
function merged(lists: readonly (readonly number[])[]): readonly number[] {
  const filled = lists.filter(({ length }) => length > 0);
  const [only = []] = filled;
  return filled.length < 2 ? only : [...new Set(filled.flat())].sort((a, b) => a - b);
}
