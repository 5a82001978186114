import { createHash } from 'node:crypto';
import type { InputVocabulary } from '../../../features/vocabulary.ts';
import type { Disease } from '../candidates/candidates.ts';
import type { DevelopmentCase } from '../cases/development-cases.ts';
import type { ReportProgress } from '../progress.ts';
import { buildColumns, combine } from '../ranker/columns.ts';
import { type FittedRanker, fitOn } from '../ranker/fitted-ranker.ts';
import { choose, scoreColumns } from '../ranker/score-columns.ts';
import { type CaseOutcome, outcomeOf } from './outcome.ts';
import type { View } from './views.ts';

const foldCount = 5;

/** Fold of a publication, by a stable hash of its id. */
function foldOf(publication: string): number {
  return createHash('sha256').update(`fold ${publication}`).digest().readUInt32BE() % foldCount;
}

/** What became of a case whose publication was held back. */
export interface FoldOutcome extends CaseOutcome {
  /** Place among the development cases. */
  readonly caseIndex: number;
  /** Support cases that its diagnosis had. */
  readonly support: number;
}

export interface CrossValidation {
  readonly cases: readonly DevelopmentCase[];
  readonly diseases: readonly Disease[];
  readonly vocabulary: InputVocabulary;
  readonly views: readonly View[];
  readonly onProgress?: ReportProgress | undefined;
}

/**
 * Ranks every case, in every view, with what the publications of the other folds taught: prototypes, weights and
 * calibration alike, so that no figure saw its own case.
 * @returns outcomes by view, in the order of the views.
 */
export function crossValidate(request: CrossValidation): readonly (readonly FoldOutcome[])[] {
  const { cases, diseases, vocabulary, views, onProgress } = request;
  const outcomes = views.map((): FoldOutcome[] => []);
  for (let fold = 0; fold < foldCount; fold++) {
    onProgress?.({ phase: 'validating', done: fold, total: foldCount });
    const training = cases.filter(({ publication }) => foldOf(publication) !== fold);
    const held = [...cases.keys()].filter((index) => foldOf(cases[index]!.publication) === fold);
    const ranker = fitOn(training, diseases, vocabulary, onProgress);
    for (const [place, view] of views.entries()) outcomes[place]!.push(...judge(view, held, ranker, request));
  }
  return outcomes;
}

function judge(view: View, held: readonly number[], ranker: FittedRanker, request: CrossValidation): FoldOutcome[] {
  const { cases, diseases, vocabulary } = request;
  const { table, model } = atShare(view, ranker, diseases, vocabulary);
  return held.map((caseIndex) => {
    const found = cases[caseIndex]!;
    const scores = choose(scoreColumns(view.row(found, caseIndex), view.mode, model), table.choice[view.mode]);
    const outcome = outcomeOf({ ...found, places: view.places(found) }, scores, ranker.calibrations[view.mode]);
    return { ...outcome, caseIndex, support: found.right < 0 ? 0 : table.support.casesOf(found.right).length };
  });
}

/** The same weights with the support of a share of the publications: prototypes need no training. */
function atShare(
  { supportShare }: View,
  ranker: FittedRanker,
  diseases: readonly Disease[],
  vocabulary: InputVocabulary,
): Pick<FittedRanker, 'table' | 'model'> {
  if (supportShare === 1) return ranker;
  const kept = ranker.table.support.cases.filter(({ publication }) => placeInOrder(publication) < supportShare);
  const table = buildColumns(diseases, kept, vocabulary, { withoutEach: false });
  return { table, model: combine(table, ranker.weights) };
}

/** 0 to 1, so that a smaller share is part of a larger one. */
function placeInOrder(publication: string): number {
  return createHash('sha256').update(`share ${publication}`).digest().readUInt32BE() / 2 ** 32;
}
