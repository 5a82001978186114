import type { Evaluation } from '../../../registry/reports.ts';
import type { DevelopmentCase } from '../cases/development-cases.ts';
import { nearDuplicates } from '../cases/near-duplicates.ts';
import { bootstrap } from './bootstrap.ts';
import type { FoldOutcome } from './cross-validate.ts';
import { rankSeries, reliabilitySeries, rounded, type Series } from './curves.ts';
import { type DiseaseShare, type RankMetrics, rankMetrics, shareByDisease } from './metrics.ts';
import type { View } from './views.ts';

type Mode = Evaluation['groups'][number]['mode'];
type Holds = (outcome: FoldOutcome, found: DevelopmentCase) => boolean;

/** A row of the report: a view of the cases, and which of them. */
interface Group {
  readonly name: string;
  readonly view: string;
  readonly mode: Mode;
  readonly holds: Holds;
}

const all: Holds = () => true;
const clean: Holds = (_, { seen }) => !seen;
const seen: Holds = (_, found) => found.seen;
/** What a reader takes for more likely than not. */
const likely: Holds = ({ topProbability }) => topProbability >= 0.5;
const supported =
  (least: number, most = Number.POSITIVE_INFINITY): Holds =>
  ({ support }) =>
    support >= least && support <= most;

function groupsOf(twins: ReadonlySet<DevelopmentCase>): readonly Group[] {
  const single: Holds = (_, found) => !twins.has(found);
  const folded = 'numbered subtypes folded';
  const withSupport = (name: string, holds: Holds, view = 'as published'): Group => ({
    ...{ name, view, holds },
    mode: 'with support',
  });
  const alone = (name: string, holds: Holds, view = 'knowledge alone'): Group => ({
    ...{ name, view, holds },
    mode: 'knowledge alone',
  });
  const noisy = ['five findings', 'five findings, half as parents', 'five findings, half as parents, noise'];
  return [
    withSupport('all', all),
    withSupport('clean', clean),
    withSupport('seen', seen),
    withSupport('support cases: 0', supported(0, 0)),
    withSupport('support cases: 1–4', supported(1, 4)),
    withSupport('support cases: 5–9', supported(5, 9)),
    withSupport('support cases: 10–49', supported(10, 49)),
    withSupport('support cases: 50 and more', supported(50)),
    withSupport('support cases: 10 and more', supported(10)),
    withSupport('without near-duplicates', single),
    withSupport(folded, all, folded),
    ...noisy.map((view) => withSupport(view, all, view)),
    withSupport('shown at 50 % or more', likely),
    alone('all', all),
    alone('clean', clean),
    alone('seen', seen),
    alone(folded, all, 'knowledge alone, folded'),
    alone('shown at 50 % or more', likely),
  ];
}

const statistics = (metrics: RankMetrics) => ({
  reachableTop1: metrics.reachableTop1,
  reachableTop10: metrics.reachableTop10,
  top1: metrics.top1,
  top3: metrics.top3,
  top10: metrics.top10,
  top50: metrics.top50,
  ece: metrics.ece,
  conformalCoverage: metrics.conformal.coverage,
  conformalMeanSize: metrics.conformal.meanSize,
});

/** Patients of one publication are alike, so publications are drawn. */
const overCases = (items: readonly FoldOutcome[], candidates: number) =>
  bootstrap({
    items,
    unitOf: ({ publication }) => publication,
    statistics: (sample) => statistics(rankMetrics(sample, candidates)),
  });

/** Means over diseases: diseases are drawn. Drawing publications would lose those that have only one. */
const overDiseases = (outcomes: readonly FoldOutcome[]) =>
  bootstrap({
    items: shareByDisease(outcomes),
    unitOf: ({ disease }) => disease,
    statistics: (sample) => ({ macroTop1: mean(sample, 'top1'), macroTop10: mean(sample, 'top10') }),
  });

const mean = (items: readonly DiseaseShare[], key: 'top1' | 'top10') =>
  items.reduce((sum, item) => sum + item[key], 0) / Math.max(1, items.length);

export interface ReportRequest {
  readonly cases: readonly DevelopmentCase[];
  readonly views: readonly View[];
  /** By view. */
  readonly outcomes: readonly (readonly FoldOutcome[])[];
  readonly candidates: number;
}

/** `evaluation.json`: every statistic with its interval for every group of cases, and the curves. */
export function evaluationOf({ cases, views, outcomes, candidates }: ReportRequest): Evaluation {
  const ofView = (name: string) => outcomes[views.findIndex((view) => view.name === name)]!;
  const twins = nearDuplicates(cases);
  const groups = groupsOf(twins);
  return {
    protocol: [
      'Five folds by publication (a stable hash of its id), nested: weights, temperature, conformal thresholds and the support of the prototypes come from the other four folds. Annotations are the same in all folds.',
      'Rank of the first entity that carries one of the case’s disease ids, over all candidates; ties count against it. top*, macro*: all cases, unreachable ones as misses; macro*: mean over diseases. reachable*: cases whose disease is a candidate in the mode.',
      'With support: the model knows the cases of other publications. Knowledge alone: annotations only; diseases that no source annotates are no candidates.',
      'seen: the case’s publication is among the references of its disease’s annotations; clean: it is not. support cases: published patients with the disease in the other folds.',
      `near-duplicates: ${twins.size} cases whose present terms agree (Jaccard ≥ 0.8, three terms or more) with a case of the same disease from another publication.`,
      'numbered subtypes folded: a disease whose name differs only by number, letter or type counts as right too.',
      'five findings: no more are kept, no exclusion; half as parents: two of the five give way to a parent; noise: three more of the hundred commonest findings of all cases, unrelated to the patient’s own.',
      'The form of the model (which potentials, how patients update a prototype, the constants) was chosen with figures of these cases in view: the figures are untouched by the fit, but not by that choice.',
      'ece and conformal*: reachable cases. Intervals: 95 %, 300 bootstrap samples of publications, for macro* of diseases.',
    ],
    dataSets: [{ name: 'phenopacket-store, 2026-06', cases: cases.length, licence: 'BSD-3-Clause' }],
    candidates,
    groups: groups.map(({ name, view, mode, holds }) => {
      const members = ofView(view).filter((outcome) => holds(outcome, cases[outcome.caseIndex]!));
      return {
        name,
        mode,
        cases: members.length,
        diseases: new Set(members.map(({ disease }) => disease)).size,
        metrics: { ...overCases(members, candidates), ...overDiseases(members) },
      };
    }),
    curves: [
      {
        name: 'rank',
        title: 'The right disease is among the first so many',
        x: 'length of the list',
        y: 'share of cases',
        series: [
          rankSeries('with support', ofView('as published')),
          rankSeries('knowledge alone', ofView('knowledge alone')),
          rankSeries('five findings, half as parents, noise', ofView('five findings, half as parents, noise')),
        ],
      },
      {
        name: 'reliability',
        title: 'A probability is kept',
        x: 'probability given to the first entry',
        y: 'share in which it is right',
        series: [
          reliabilitySeries('with support', ofView('as published')),
          reliabilitySeries('knowledge alone', ofView('knowledge alone')),
        ],
      },
      {
        name: 'learning',
        title: 'Every published patient helps',
        x: 'share of the support publications known',
        y: 'share of cases',
        series: [learning('top 1', 1), learning('top 10', 10)],
      },
    ],
  };

  function learning(name: string, limit: number): Series {
    const known = views.flatMap(({ name: view, supportShare }, place) =>
      view === 'learning' || view === 'as published' ? [{ x: supportShare, found: outcomes[place]! }] : [],
    );
    const share = (found: readonly FoldOutcome[]) =>
      found.filter(({ rank }) => rank !== undefined && rank <= limit).length / found.length;
    return {
      name,
      points: known
        .map(({ x, found }) => ({ x, y: rounded(share(found)), cases: found.length }))
        .sort((a, b) => a.x - b.x),
    };
  }
}
