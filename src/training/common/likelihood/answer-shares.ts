import type { EvidenceVocabulary } from '../../../features/evidence-vocabulary.ts';
import type { AnswerShares } from '../../../inference/common/answer-shares.ts';
import type { Example } from '../patients/example.ts';

/** Pseudo-patients per diagnosis who answer as all patients do; one in twenty of a patient, as the source is exact. */
const smoothing = 0.05;
/** For ages, where bands are many and neighbours alike. */
const ageSmoothing = 3;
/** No answer is impossible, whatever the source has or lacks: people are not as exact as it is. */
const floor = 1e-4;

/** Sums over patients, by diagnosis. */
interface Counts {
  readonly patients: Float64Array;
  readonly present: Float64Array;
  readonly values: Float64Array;
  readonly ages: Float64Array;
  readonly females: Float64Array;
}

/** How the patients of each diagnosis answer. Follow-ups are counted among the patients whose parent evidence is present. */
export function answerShares(
  examples: readonly Example[],
  vocabulary: EvidenceVocabulary,
  diagnoses: number,
): AnswerShares {
  const counts = countAnswers(examples, vocabulary, diagnoses);
  const { evidences, columns, ageEdges } = vocabulary;
  const width = columns.age - columns.values;
  const all = (table: Float64Array, row: number) => sum(table.subarray(row * diagnoses, (row + 1) * diagnoses));
  const shares = (rows: number, share: (row: number, diagnosis: number) => number) =>
    Float32Array.from({ length: rows * diagnoses }, (_, at) => share(Math.floor(at / diagnoses), at % diagnoses));
  const parentCount = (place: number, diagnosis: number) => {
    const { parent } = evidences[place]!;
    return parent === undefined ? counts.patients[diagnosis]! : counts.present[parent * diagnoses + diagnosis]!;
  };
  const parentTotal = (place: number) => {
    const { parent } = evidences[place]!;
    return parent === undefined ? examples.length : all(counts.present, parent);
  };
  const ownerOf = evidences.flatMap(({ values }, place) => values.map(() => place));
  const total = sum(counts.patients);
  return {
    prior: Float32Array.from(counts.patients, (n) => (n + 0.5) / (total + 0.5 * diagnoses)),
    present: shares(evidences.length, (place, diagnosis) =>
      smooth(
        counts.present[place * diagnoses + diagnosis]!,
        parentCount(place, diagnosis),
        all(counts.present, place) / Math.max(1, parentTotal(place)),
      ),
    ),
    values: shares(width, (value, diagnosis) => {
      const owner = ownerOf[value]!;
      const answered = Math.max(1, all(counts.present, owner));
      const share = all(counts.values, value) / answered;
      return smooth(
        counts.values[value * diagnoses + diagnosis]!,
        counts.present[owner * diagnoses + diagnosis]!,
        share,
      );
    }),
    ages: shares(ageEdges.length, (band, diagnosis) => {
      const share = (all(counts.ages, band) + 0.5) / (total + 0.5 * ageEdges.length);
      return (
        (counts.ages[band * diagnoses + diagnosis]! + ageSmoothing * share) /
        (counts.patients[diagnosis]! + ageSmoothing)
      );
    }),
    female: Float32Array.from(counts.females, (n, diagnosis) => (n + 0.5) / (counts.patients[diagnosis]! + 1)),
  };
}

function countAnswers(examples: readonly Example[], vocabulary: EvidenceVocabulary, diagnoses: number): Counts {
  const { evidences, columns, ageEdges } = vocabulary;
  const table = (rows: number) => new Float64Array(rows * diagnoses);
  const counts = {
    patients: table(1),
    present: table(evidences.length),
    values: table(columns.age - columns.values),
    ages: table(ageEdges.length),
    females: table(1),
  };
  for (const { diagnosis, reported, ageYears, sex } of examples) {
    counts.patients[diagnosis]! += 1;
    if (sex === 'female') counts.females[diagnosis]! += 1;
    counts.ages[bandOf(ageYears, ageEdges) * diagnoses + diagnosis]! += 1;
    for (const { evidence, values } of reported) {
      counts.present[evidence * diagnoses + diagnosis]! += 1;
      for (const column of values) counts.values[(column - columns.values) * diagnoses + diagnosis]! += 1;
    }
  }
  return counts;
}

function bandOf(age: number, edges: readonly number[]): number {
  let band = 0;
  while (band + 1 < edges.length && age >= edges[band + 1]!) band += 1;
  return band;
}

function smooth(count: number, of: number, background: number): number {
  const share = (count + smoothing * background) / (of + smoothing);
  return Math.min(1 - floor, Math.max(floor, share));
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
