/** What a table of the evaluation page shows: rows by the names of groups, columns by the keys of metrics. */
export interface Theme {
  readonly title: string;
  /** How to read the table, one or two sentences. */
  readonly hint: string;
  /** Names of groups, in the order of the rows; each stands in every mode in which it was measured. */
  readonly groups: readonly string[];
  readonly metrics: readonly string[];
  /** A metric that is also given as its ratio to that of a group of reference, in the same mode. */
  readonly kept?: { readonly metric: string; readonly of: string };
}

const ranks = ['top1', 'top3', 'top10', 'top50'] as const;
const means = ['macroTop1', 'macroTop10'] as const;
const reachable = ['reachableTop1', 'reachableTop10'] as const;
const probabilities = ['ece', 'conformalCoverage', 'conformalMeanSize'] as const;

/** The groups that a reader asks for first. */
export const mainTheme: Theme = {
  title: 'Main figures',
  hint: 'Over the full list of candidates; cases whose disease is no candidate count as misses.',
  groups: ['all', 'clean', 'seen'],
  metrics: [...ranks, ...means, ...probabilities],
};

export const themes: readonly Theme[] = [
  {
    title: 'Clean and seen cases',
    hint: 'A seen case was read by those who annotated its disease, so its findings may be in the annotation: the clean figures are the honest ones for knowledge alone. The reachable columns leave out cases whose disease is no candidate.',
    groups: ['clean', 'seen'],
    metrics: [...reachable, ...ranks],
  },
  {
    title: 'By number of support cases',
    hint: 'How many patients of the same disease, from other publications, the model knew.',
    groups: [
      'support cases: 0',
      'support cases: 1–4',
      'support cases: 5–9',
      'support cases: 10–49',
      'support cases: 50 and more',
      'support cases: 10 and more',
    ],
    metrics: [...ranks, ...means],
  },
  {
    title: 'Numbered subtypes folded',
    hint: 'The subtypes of one series often differ in their gene only, which no finding tells. Folded, any member of the series counts as right.',
    groups: ['all', 'numbered subtypes folded'],
    metrics: [...ranks, ...means],
  },
  {
    title: 'Without near-duplicates',
    hint: 'The same patient may be published twice. Here the cases are left out that agree too closely with a case of the same disease from another publication.',
    groups: ['all', 'without near-duplicates'],
    metrics: [...ranks, ...means],
  },
  {
    title: 'Sparse and noisy records',
    hint: 'The same cases, spoiled as records are: few findings, findings replaced by a more general term, unrelated common findings added.',
    groups: ['all', 'five findings', 'five findings, half as parents', 'five findings, half as parents, noise'],
    metrics: ranks,
    kept: { metric: 'top10', of: 'all' },
  },
  {
    title: 'Shown at 50 % or more',
    hint: 'Only the cases whose first entry had a probability of at least one half: its top-1 says how often such an entry was right.',
    groups: ['shown at 50 % or more'],
    metrics: ['top1', 'top3', 'top10', 'ece'],
  },
];

/** For groups that no theme names. */
export const otherTheme: Omit<Theme, 'groups'> = {
  title: 'Other groups',
  hint: 'Groups that the package measured beside those above.',
  metrics: [...ranks, ...means, ...probabilities],
};

/** How a metric is headed, written and explained. A metric that is not here is headed with its key and written as it is. */
export interface MetricColumn {
  readonly title: string;
  readonly unit: 'percent' | 'count';
  readonly meaning: string;
}

export const metricColumns: Readonly<Record<string, MetricColumn>> = {
  top1: { title: 'top 1', unit: 'percent', meaning: 'right disease first' },
  top3: { title: 'top 3', unit: 'percent', meaning: 'right disease among the first three' },
  top10: { title: 'top 10', unit: 'percent', meaning: 'right disease among the first ten' },
  top50: { title: 'top 50', unit: 'percent', meaning: 'right disease among the first fifty' },
  macroTop1: { title: 'macro top 1', unit: 'percent', meaning: 'top 1 averaged over diseases, each weighing the same' },
  macroTop10: { title: 'macro top 10', unit: 'percent', meaning: 'top 10 averaged over diseases' },
  reachableTop1: {
    title: 'reachable top 1',
    unit: 'percent',
    meaning: 'top 1 of the cases whose disease is a candidate',
  },
  reachableTop10: {
    title: 'reachable top 10',
    unit: 'percent',
    meaning: 'top 10 of the cases whose disease is a candidate',
  },
  ece: {
    title: 'ECE',
    unit: 'percent',
    meaning:
      'expected calibration error: mean distance between the probability of the first entry and how often it is right',
  },
  conformalCoverage: {
    title: 'set coverage',
    unit: 'percent',
    meaning: 'conformal sets that hold the right disease',
  },
  conformalMeanSize: { title: 'set size', unit: 'count', meaning: 'mean number of diseases in a conformal set' },
};
