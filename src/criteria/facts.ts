import type { Case } from '../clinical/case.ts';
import type { CaseMeasurement } from '../clinical/case-measurement.ts';
import type { Finding } from '../clinical/finding.ts';
import type { Score } from '../clinical/scores/score.ts';
import type { Ontology } from '../terminology/ontology.ts';
import type { Measure } from './definition.ts';
import { type RecordedConditions, recordedConditions } from './recorded.ts';
import type { Judged } from './truth.ts';
import type { Series } from './value-source.ts';

/** What criteria may know beside the Case. */
export interface Knowledge {
  /** Clinical scores by name. */
  readonly scores: ReadonlyMap<string, Score>;
  /** Finds a wanted finding in a more specific one. */
  readonly ontology: Pick<Ontology, 'ancestors'>;
}

/** A Case made ready to be asked many questions. What was worked out for one question is kept for the next. */
export interface Facts extends Knowledge {
  readonly case: Case;
  /** Index time, ms since the epoch. */
  readonly at: number;
  /** Dated results by LOINC code, oldest first. */
  readonly results: ReadonlyMap<string, readonly DatedResult[]>;
  readonly recorded: RecordedConditions;
  readonly present: readonly PresentFinding[];
  /** All terms that are true of the patient by some finding. */
  readonly implied: ReadonlySet<string>;
  readonly excluded: readonly Finding[];
  readonly resultsByCodes: Map<readonly string[], readonly DatedResult[]>;
  readonly series: Map<Measure, Series>;
  /** By the question, which criteria share. */
  readonly judged: Map<object, Judged>;
}

/** A finding that the patient has, with all terms that are true of them by it. */
export interface PresentFinding {
  readonly finding: Finding;
  readonly above: ReadonlySet<string>;
}

/** A result whose time is known: without one, nobody can tell whether it still holds. */
export type DatedResult = CaseMeasurement & { readonly instant: number; readonly date: string };

/** Reads the Case's measurements into an index. */
export function factsOf(found: Case, knowledge: Knowledge): Facts {
  const results = new Map<string, DatedResult[]>();
  for (const measurement of found.measurements ?? []) {
    if (!isDated(measurement)) continue;
    for (const code of measurement.loinc) {
      const known = results.get(code);
      if (known?.at(-1) === measurement) continue;
      if (known) known.push(measurement);
      else results.set(code, [measurement]);
    }
  }
  const present = found.findings
    .filter(({ status }) => status === 'present')
    .map((finding) => ({ finding, above: knowledge.ontology.ancestors(finding.term) }));
  const implied = new Set(present.map(({ finding }) => finding.term));
  for (const { above } of present) for (const term of above) implied.add(term);
  return {
    scores: knowledge.scores,
    ontology: knowledge.ontology,
    case: found,
    at: Date.parse(found.indexTime),
    results,
    recorded: recordedConditions(found.conditions ?? []),
    present,
    implied,
    excluded: found.findings.filter(({ status }) => status === 'excluded'),
    resultsByCodes: new Map(),
    series: new Map(),
    judged: new Map(),
  };
}

function isDated(measurement: CaseMeasurement): measurement is DatedResult {
  return measurement.instant !== undefined && measurement.date !== undefined;
}

const noResults: readonly DatedResult[] = [];

/** Every result under any of the codes once, oldest first. */
export function resultsOf(facts: Facts, loinc: readonly string[]): readonly DatedResult[] {
  const known = facts.resultsByCodes.get(loinc);
  if (known) return known;
  const lists: (readonly DatedResult[])[] = [];
  for (const code of loinc) {
    const list = facts.results.get(code);
    if (list) lists.push(list);
  }
  const [only = noResults] = lists;
  // A Case holds its results oldest first, so that only several lists need to be put in order.
  const results = lists.length < 2 ? only : [...new Set(lists.flat())].sort((a, b) => a.instant - b.instant);
  facts.resultsByCodes.set(loinc, results);
  return results;
}

/** Of results in the order of their times: how many are earlier than an instant. */
export function countBefore(results: readonly DatedResult[], instant: number): number {
  return countWhile(results, (other) => other < instant);
}

/** Of results in the order of their times: how many are not later than an instant. */
export function countUntil(results: readonly DatedResult[], instant: number): number {
  return countWhile(results, (other) => other <= instant);
}

function countWhile(results: readonly DatedResult[], holds: (instant: number) => boolean): number {
  let [low, high] = [0, results.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(results[middle]?.instant ?? Number.POSITIVE_INFINITY)) low = middle + 1;
    else high = middle;
  }
  return low;
}
