import type { CaseEvidence } from '../../features/case-evidence.ts';
import { activeColumns } from '../../features/evidence-vector.ts';
import type { EvidenceVocabulary } from '../../features/evidence-vocabulary.ts';
import type { CommonFeatures } from '../../registry/common-features.ts';
import type { CommonDiagnosis } from '../../registry/common-labels.ts';
import type { EvidenceContribution } from '../differential.ts';
import { percent } from '../percent.ts';
import type { AnswerShares } from './answer-shares.ts';
import { columnContributions } from './explain-common.ts';
import type { CommonWeights } from './weights.ts';

/** What is needed to explain, all of one package. */
export interface CommonExplainer {
  readonly features: CommonFeatures;
  readonly vocabulary: EvidenceVocabulary;
  readonly diagnoses: readonly CommonDiagnosis[];
  readonly shares: AnswerShares;
  readonly weights: CommonWeights;
}

/** Why a diagnosis has its score: `prior` + the weights of the evidence = `score`, in nats. */
export interface DiagnosisExplanation {
  readonly prior: number;
  readonly score: number;
  /** The weightiest first; `finding` is the id of the evidence, or `age` or `sex`. */
  readonly evidence: readonly EvidenceContribution[];
}

/** Weights smaller than this move no probability by a hundredth of itself. */
const negligible = 0.01;

/** The exact share of every known evidence, of age and of sex in the score of a diagnosis, each with its reason. */
export function explainDiagnosis(
  known: CaseEvidence,
  diagnosis: number,
  explainer: CommonExplainer,
): DiagnosisExplanation {
  const { vocabulary, weights } = explainer;
  const columns = activeColumns(known.record, vocabulary);
  const { prior, score, weights: byColumn } = columnContributions(columns, diagnosis, weights);
  const groups = new Map<string, { weight: number; columns: number[] }>();
  columns.forEach((column, at) => {
    const key = subjectOf(column, vocabulary);
    const group = groups.get(key) ?? { weight: 0, columns: [] };
    groups.set(key, { weight: group.weight + byColumn[at]!, columns: [...group.columns, column] });
  });
  const evidence = [...groups].map(([key, group]) => contribution(key, group, known, diagnosis, explainer));
  return { prior, score, evidence: evidence.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)) };
}

/** The evidence that a column belongs to, by its place, or `age` or `sex`. */
function subjectOf(column: number, { evidences, columns }: EvidenceVocabulary): string {
  if (column < columns.values) return String(column % evidences.length);
  if (column >= columns.sex) return 'sex';
  if (column >= columns.age) return 'age';
  let place = evidences.length - 1;
  while (evidences[place]!.values.length === 0 || evidences[place]!.firstValue > column) place -= 1;
  return String(place);
}

function contribution(
  key: string,
  { weight, columns }: { readonly weight: number; readonly columns: readonly number[] },
  known: CaseEvidence,
  diagnosis: number,
  explainer: CommonExplainer,
): EvidenceContribution {
  const direction = Math.abs(weight) < negligible ? 'neutral' : weight > 0 ? 'for' : 'against';
  const sources = (known.sources.get(Number(key)) ?? []).map(({ reference, date, display }) => ({
    ...{ reference, text: display },
    ...(date !== undefined && { date }),
  }));
  const { label: disease } = explainer.diagnoses[diagnosis]!;
  if (key === 'age' || key === 'sex') {
    const { ageYears, sex } = known.record;
    const label = key === 'age' ? `Age ${Math.floor(ageYears ?? 0)}` : `Sex ${sex}`;
    const reason = `${label} ${comparisons[direction]} of the other diagnoses than of ${disease}.`;
    return { finding: key, label, direction, weight, reason, sources };
  }
  const place = Number(key);
  const { id, label } = explainer.features.evidences[place]!;
  return { finding: id, label, direction, weight, reason: reasonFor(place, columns, diagnosis, explainer), sources };
}

/** How age or sex compares; the sentence goes on with the patients. */
const comparisons = {
  for: 'is less typical of patients',
  against: 'is more typical of patients',
  neutral: 'is no more typical of patients',
} as const;

/** The shares that the likelihood is made of; the network's part of the weight has no words of its own. */
function reasonFor(
  place: number,
  active: readonly number[],
  diagnosis: number,
  { features, vocabulary, diagnoses, shares }: CommonExplainer,
): string {
  const { label, values = [] } = features.evidences[place]!;
  const { columns, evidences } = vocabulary;
  const [own, all] = sharesOf(shares.present, place, diagnosis, shares.prior);
  const disease = diagnoses[diagnosis]!.label;
  if (active.includes(columns.absent + place)) {
    return `${label} is absent; ${percent(own)} of patients with ${disease} have it, ${percent(all)} of all.`;
  }
  const { firstValue } = evidences[place]!;
  const given = active.filter((column) => column >= columns.values);
  if (given.length === 0) return `${label}: in ${percent(own)} of patients with ${disease}, in ${percent(all)} of all.`;
  const parts = given.map((column) => {
    const [ofOwn, ofAll] = sharesOf(shares.values, column - columns.values, diagnosis, shares.prior);
    return `${values[column - firstValue]!.label.en} (${percent(ofOwn)} of patients with ${disease} who have it, ${percent(ofAll)} of all)`;
  });
  return `${label}: ${parts.join(', ')}.`;
}

/** Share under the diagnosis, and over all of them. */
function sharesOf(table: Float32Array, row: number, diagnosis: number, prior: Float32Array): readonly [number, number] {
  let all = 0;
  prior.forEach((share, at) => {
    all += share * table[row * prior.length + at]!;
  });
  return [table[row * prior.length + diagnosis]!, all];
}
