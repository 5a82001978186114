import type { InputVocabulary } from '../../../features/vocabulary.ts';
import type { Calibration } from '../../../registry/calibration.ts';
import type { RankerWeights } from '../../../registry/ranker-weights.ts';
import type { Disease } from '../candidates/candidates.ts';
import type { DevelopmentCase } from '../cases/development-cases.ts';
import type { Mode, RealWeights } from '../graph/weights.ts';
import type { ReportProgress } from '../progress.ts';
import { fitCalibration, type ScoredCase } from './calibration.ts';
import { buildColumns, type ColumnTable, combine } from './columns.ts';
import { fitRanker, withoutOwnPublication } from './fit-ranker.ts';
import { choose, scoreColumns } from './score-columns.ts';

/** A ranker as its cases give it: all of them, or those of four folds. */
export interface FittedRanker {
  readonly table: ColumnTable;
  readonly weights: RankerWeights;
  readonly model: RealWeights;
  /** By mode. */
  readonly calibrations: readonly [Calibration, Calibration];
}

/** Fits weights and calibration on cases, each in its turn without the support of its own publication. */
export function fitOn(
  cases: readonly DevelopmentCase[],
  diseases: readonly Disease[],
  vocabulary: InputVocabulary,
  onProgress?: ReportProgress,
): FittedRanker {
  const placed = cases.filter(({ right }) => right >= 0);
  // A case without findings has nothing to say.
  const support = placed.map((each) => each.support).filter(({ present }) => present.length > 0);
  const table = buildColumns(diseases, support, vocabulary, { withoutEach: true });
  const weights = fitRanker(table, placed, (done) => onProgress?.({ phase: 'fitting weights', done }));
  const model = combine(table, weights);
  const calibrationOf = (mode: Mode) =>
    fitCalibration(
      heldBackScores(placed, table, model, mode),
      `published cases, each without the support of its own publication, whose disease is a candidate without it${mode === 0 ? '; knowledge alone' : ''}`,
    );
  return { table, weights, model, calibrations: [calibrationOf(0), calibrationOf(1)] };
}

/** Every so many cases calibrate: a thousand and more are enough for two numbers. */
const calibrationStep = 4;

function heldBackScores(
  cases: readonly DevelopmentCase[],
  table: ColumnTable,
  model: RealWeights,
  mode: Mode,
): readonly ScoredCase[] {
  return cases
    .filter((_, place) => place % calibrationStep === 0)
    .flatMap(({ row, right, publication }) => {
      const choice = mode === 0 ? table.choice[0] : withoutOwnPublication(table, publication, table.choice[1]);
      if (choice[right]! < 0) return [];
      return [{ scores: choose(scoreColumns(row, mode, model), choice), right, weight: 1 }];
    });
}
