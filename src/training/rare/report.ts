import type { Evaluation } from '../../registry/reports.ts';
import { bootstrap } from './bootstrap.ts';
import { isTuning } from './cases.ts';
import { type CaseOutcome, type RankMetrics, rankMetrics } from './metrics.ts';

/** An outcome with what decides its group. */
export interface GroupedOutcome extends CaseOutcome {
  /** Whether the case's publication is among the references of its disease's annotations. */
  readonly seen: boolean;
}

const groups: readonly { readonly name: string; readonly holds: (outcome: GroupedOutcome) => boolean }[] = [
  { name: 'all', holds: () => true },
  { name: 'all, clean', holds: ({ seen }) => !seen },
  { name: 'all, seen', holds: ({ seen }) => seen },
  { name: 'tuning', holds: ({ publication }) => isTuning(publication) },
  { name: 'held out', holds: ({ publication }) => !isTuning(publication) },
  { name: 'held out, clean', holds: ({ publication, seen }) => !isTuning(publication) && !seen },
  { name: 'held out, seen', holds: ({ publication, seen }) => !isTuning(publication) && seen },
];

const statistics = (metrics: RankMetrics) => ({
  reachableTop1: metrics.reachableTop1,
  reachableTop10: metrics.reachableTop10,
  top1: metrics.top1,
  top3: metrics.top3,
  top10: metrics.top10,
  top50: metrics.top50,
  macroTop1: metrics.macroTop1,
  macroTop10: metrics.macroTop10,
  ece: metrics.ece,
  conformalCoverage: metrics.conformal.coverage,
  conformalMeanSize: metrics.conformal.meanSize,
});

/** `evaluation.json`: every statistic with its interval, for every group of cases. */
export function evaluationOf(outcomes: readonly GroupedOutcome[], candidates: number): Evaluation {
  return {
    protocol: [
      'Knowledge only: no patient is in the package. Rank of the first entity that carries one of the case’s disease ids, over all candidates; ties count against it.',
      'reachable*: cases whose disease is a candidate. top*, macro*: all cases of the group, unreachable ones as misses. macro*: mean over diseases.',
      'Weights of the potentials and the calibration were chosen on the cases of the tuning publications (a stable hash of the publication) and on nothing else.',
      'The form of the model (which potentials, how frequencies propagate, the constants) was chosen with the figures of prototypes on all groups in view: the held-out figures are untouched by the fit, but not by that choice.',
      'seen: the case’s publication is among the references of its disease’s annotations; clean: it is not.',
      'ece and conformal*: reachable cases. Intervals: 95 %, 300 bootstrap samples of publications.',
    ],
    dataSets: [{ name: 'phenopacket-store, 2026-06', cases: outcomes.length, licence: 'BSD-3-Clause' }],
    candidates,
    groups: groups.map(({ name, holds }) => {
      const members = outcomes.filter(holds);
      return {
        name,
        cases: members.length,
        diseases: new Set(members.map(({ disease }) => disease)).size,
        metrics: bootstrap(members, (sample) => statistics(rankMetrics(sample, candidates))),
      };
    }),
  };
}
