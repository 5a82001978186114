import type { MeasuredModel } from '../../scripts/evaluation-page.ts';
import type { Evaluation } from '../../src/registry/reports.ts';

type Group = Evaluation['groups'][number];

const share = (value: number) => ({ value, low: value * 0.9, high: Math.min(1, value * 1.1) });

/** A group whose figures follow from its top-1. */
export function measuredGroup(name: string, mode: Group['mode'], top1: number, cases = 7980): Group {
  return {
    name,
    mode,
    cases,
    diseases: Math.ceil(cases / 11),
    metrics: {
      reachableTop1: share(top1 * 1.2),
      reachableTop10: share(top1 * 1.5),
      top1: share(top1),
      top3: share(top1 * 1.15),
      top10: share(top1 * 1.4),
      top50: share(top1 * 1.6),
      macroTop1: share(top1 * 0.9),
      macroTop10: share(top1 * 1.2),
      ece: share(0.031),
      conformalCoverage: share(0.902),
      conformalMeanSize: { value: 213.4, low: 190.2, high: 240.9 },
    },
  };
}

const point = (x: number, y: number, cases: number) => ({ x, y, cases });
const ranks = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];
const rising = (first: number, last: number) =>
  ranks.map((rank) => point(rank, first + (last - first) * (1 - rank ** -0.45), 7980));
const bins = [0.06, 0.15, 0.25, 0.34, 0.45, 0.55, 0.65, 0.75, 0.86, 0.97];

/** A report such as training writes, with invented figures. */
export const measuredModel: MeasuredModel = {
  id: 'rare-disease',
  version: '0.2.0',
  triage: {
    intercept: -1,
    weights: { 'highest score': 1 },
    commonTerms: ['HP:0002315'],
    prior: { share: 0.035, source: 'somebody | 2020' },
    threshold: 0.02,
    sensitivity: 0.95,
    specificity: 0.9,
    rightWhenSure: 0.8,
    evaluation: [
      {
        name: 'as published',
        positives: 10,
        negatives: 10,
        auroc: { value: 0.975, low: 0.97, high: 0.98 },
        aurocOfEqualLength: { value: 0.96, low: 0.95, high: 0.97 },
        sensitivityAt90: { value: 0.97, low: 0.96, high: 0.98 },
        aurocOfLengthAlone: 0.53,
      },
    ],
    fittedOn: 'Invented patients.',
    positives: 10,
    negatives: 10,
  },
  evaluation: {
    protocol: [
      'top*, macro*: all cases of the group | unreachable ones as misses.',
      'Intervals: <b>publications</b> resampled.',
    ],
    dataSets: [{ name: 'phenopacket-store, 2026-06', cases: 7980, licence: 'BSD-3-Clause' }],
    candidates: 10_641,
    groups: [
      measuredGroup('all', 'knowledge alone', 0.24),
      measuredGroup('all', 'with support', 0.43),
      measuredGroup('clean', 'with support', 0.41, 7048),
      measuredGroup('clean', 'knowledge alone', 0.21, 7048),
      measuredGroup('seen', 'with support', 0.6, 932),
      measuredGroup('seen', 'knowledge alone', 0.58, 932),
      measuredGroup('support cases: 0', 'with support', 0.12, 2100),
      measuredGroup('support cases: 10 and more', 'with support', 0.61, 3000),
      measuredGroup('numbered subtypes folded', 'with support', 0.47),
      measuredGroup('without near-duplicates', 'with support', 0.42, 7602),
      measuredGroup('five findings', 'with support', 0.35),
      measuredGroup('five findings, half as parents, noise', 'with support', 0.301),
      measuredGroup('shown at 50 % or more', 'with support', 0.58, 3120),
      measuredGroup('born on a Tuesday', 'with support', 0.4, 1100),
    ],
    curves: [
      {
        name: 'rank',
        title: 'The right disease is among the first so many',
        x: 'length of the list',
        y: 'share of cases',
        series: [
          { name: 'with support', points: rising(0.43, 0.97) },
          { name: 'with support, clean', points: rising(0.41, 0.96) },
          { name: 'knowledge alone', points: rising(0.24, 0.93) },
          { name: 'knowledge alone, clean', points: rising(0.21, 0.92) },
        ],
      },
      {
        name: 'reliability',
        title: 'Probability of the first entry, and how often it is right',
        x: 'probability given to the first entry',
        y: 'share in which it is right',
        series: [
          {
            name: 'with support',
            points: bins.map((x, at) => point(x, x + 0.03 * Math.sin(3 * at), 2200 - 200 * at)),
          },
          {
            name: 'knowledge alone',
            points: bins
              .slice(0, 9)
              .map((x, at) => point(x + 0.01, x * 0.9, [2900, 1400, 800, 500, 260, 140, 61, 44, 12][at]!)),
          },
        ],
      },
      {
        name: 'learning',
        title: 'What more published cases bring',
        x: 'share of the support publications known',
        y: 'share of cases',
        series: [
          { name: 'top 1', points: [0, 0.25, 0.5, 0.75, 1].map((x) => point(x, 0.24 + 0.19 * Math.sqrt(x), 7980)) },
          { name: 'top 10', points: [0, 0.25, 0.5, 0.75, 1].map((x) => point(x, 0.47 + 0.17 * Math.sqrt(x), 7980)) },
        ],
      },
    ],
  },
};
