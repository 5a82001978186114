import type { Evaluation } from '../../../registry/reports.ts';
import type { Corpus } from '../cases/corpus.ts';
import type { ReportProgress } from '../progress.ts';
import { crossValidate } from './cross-validate.ts';
import { evaluationOf } from './report.ts';
import { reportViews } from './views.ts';

/** Measures the recipe, not a package: every figure comes from a ranker that has not seen the publication. */
export function evaluateNested(corpus: Corpus, onProgress?: ReportProgress): Evaluation {
  const { cases, candidates, diseases, vocabulary } = corpus;
  const views = reportViews(cases, candidates, vocabulary);
  const outcomes = crossValidate({ cases, diseases, vocabulary, views, onProgress });
  return evaluationOf({ cases, views, outcomes, candidates: candidates.length });
}
