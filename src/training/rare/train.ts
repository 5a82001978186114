import type { InputVocabulary } from '../../features/vocabulary.ts';
import type { Evaluation } from '../../registry/reports.ts';
import type { Triage } from '../../registry/triage.ts';
import { loadTerminology } from '../../terminology/load.ts';
import { readCorpus } from './cases/corpus.ts';
import type { DevelopmentCase } from './cases/development-cases.ts';
import { evaluateNested } from './evaluation/nested-evaluation.ts';
import { writePackage } from './package/write-package.ts';
import type { ReportProgress } from './progress.ts';
import { withoutOwnPublication } from './ranker/fit-ranker.ts';
import { type FittedRanker, fitOn } from './ranker/fitted-ranker.ts';
import { choose, scoreColumns } from './ranker/score-columns.ts';
import { readSurvey, type SurveyedPerson } from './triage/background-survey.ts';
import { fitTriage } from './triage/triage.ts';

export interface TrainRequest {
  /** Folder with the publishers' files, laid out as `shared/data`. */
  readonly data: string;
  /** Package folder to write. */
  readonly out: string;
  readonly onProgress?: ReportProgress;
}

export interface TrainReport {
  readonly out: string;
  readonly candidates: number;
  readonly nodes: number;
  readonly entries: number;
  readonly supportCases: number;
  readonly weights: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly temperature: number;
  readonly groups: Evaluation['groups'];
  readonly seconds: number;
  readonly peakMb: number;
  /** HPO ids in the sources that the ontology does not know, with their number of rows. */
  readonly unknownTerms: Readonly<Record<string, number>>;
}

/**
 * Builds the rare-disease package from knowledge and published cases, measures the recipe by nested cross-validation,
 * and writes the package to `out`. The same sources and code give the same bytes.
 * @throws HoofbeatsError SOURCE_FILE_INVALID naming file, line and column.
 */
export async function trainRare({ data, out, onProgress }: TrainRequest): Promise<TrainReport> {
  const started = performance.now();
  const corpus = await readCorpus(data, onProgress);
  const { knowledge, candidates, diseases, vocabulary, cases } = corpus;
  const people = await readSurvey(data, loadTerminology());
  const fitted = fitOn(cases, diseases, vocabulary, onProgress);
  const triage = triageOf(cases, vocabulary, fitted, people, onProgress);
  const evaluation = evaluateNested(corpus, onProgress);
  const weights = await writePackage(out, corpus, fitted, triage, evaluation);
  return {
    out,
    candidates: candidates.length,
    nodes: vocabulary.ids.length,
    entries: weights.column.length,
    supportCases: fitted.table.support.cases.length,
    weights: fitted.weights,
    temperature: fitted.calibrations[1].temperature,
    groups: evaluation.groups,
    seconds: Math.round((performance.now() - started) / 1000),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    unknownTerms: Object.fromEntries(knowledge.report.unknownTerms),
  };
}

/** The triage score by the fitted ranker, which must not have learned a case from the case itself. */
function triageOf(
  cases: readonly DevelopmentCase[],
  vocabulary: InputVocabulary,
  { table, model, calibrations }: FittedRanker,
  people: readonly SurveyedPerson[],
  onProgress: ReportProgress | undefined,
): Triage {
  const [, supported] = table.choice;
  return fitTriage({
    ...{ cases, vocabulary, people, onProgress },
    temperature: calibrations[1].temperature,
    score: (row, publication) => {
      const choice = publication === undefined ? supported : withoutOwnPublication(table, publication, supported);
      return choose(scoreColumns(row, 1, model), choice);
    },
  });
}
