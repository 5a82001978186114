import { createHash } from 'node:crypto';
import { buildTermVector, type SparseRow, type TermVector } from '../../../features/term-vector.ts';
import type { InputVocabulary } from '../../../features/vocabulary.ts';
import { highestOf, softmax } from '../../../inference/calibrate.ts';
import { mostSpecific, type TriageFeatures, triageFeatures } from '../../../inference/triage.ts';
import { mulberry32 } from '../../random.ts';
import type { DevelopmentCase } from '../cases/development-cases.ts';
import { thinner } from '../cases/thinned-case.ts';
import type { ReportProgress } from '../progress.ts';
import { backgroundPatients } from './background-patients.ts';
import type { SurveyedPerson } from './background-survey.ts';
import type { Random } from './draw.ts';

export interface TriageRequest {
  readonly cases: readonly DevelopmentCase[];
  readonly vocabulary: InputVocabulary;
  /** One score per diagnosis, as the package gives them; support of the publication, if one is named, must not count. */
  readonly score: (row: SparseRow, publication?: string) => Float32Array;
  /** Of the calibration that turns those scores into probabilities. */
  readonly temperature: number;
  readonly people: readonly SurveyedPerson[];
  readonly onProgress?: ReportProgress | undefined;
}

/** Patients with a rare disease; patients without one, with as many findings as the former; and records without one cause. */
export type TriageKind = 'published' | 'sparse' | 'background' | 'sparse background' | 'without one cause';

/** A patient as the triage score sees him. */
export interface TriagePatient {
  readonly kind: TriageKind;
  readonly rare: boolean;
  /** What he stands and falls with: a publication, or himself. */
  readonly group: string;
  /** Groups are in one fold. */
  readonly fold: number;
  /** Number of most specific present findings. */
  readonly findings: number;
  /** With half of the common findings unknown: no table of them is complete, and the score must not trust one. */
  readonly features: TriageFeatures;
  /** With all of them, as the package knows them. */
  readonly featuresAsShipped: TriageFeatures;
  /** Probability of his first diagnosis. */
  readonly topProbability: number;
  /** Whether that diagnosis is right. */
  readonly right: boolean;
}

export const foldCount = 5;
/** Every so many cases are enough for a handful of numbers. */
const step = 4;
const seed = 20_181_231;

/**
 * Every case, as published and as a sparse and noisy record, beside a background patient with as many findings, and a
 * record with as many findings that nothing explains together. The same cases give the same patients.
 */
export function triagePatients(request: TriageRequest, common: readonly string[]): readonly TriagePatient[] {
  const { cases, vocabulary, people, onProgress } = request;
  const random = mulberry32(seed);
  const makeBackground = backgroundPatients(people, random);
  const thin = thinner(cases, vocabulary);
  const lengthOf = (vector: TermVector) => mostSpecific(vector, vocabulary).length;
  const likeBackground = (vector: TermVector) => buildTermVector(makeBackground(lengthOf(vector)).findings, vocabulary);
  const used = cases.filter(({ row }, place) => place % step === 0 && lengthOf(row) > 0);
  return used.flatMap((found, place) => {
    onProgress?.({ phase: 'simulating triage', done: place, total: used.length });
    const known = common.filter((_, at) => at % 2 === place % 2);
    const sparse = thin(found.row, { parents: true, noise: true }, place);
    const vectors: Readonly<Record<TriageKind, TermVector>> = {
      published: found.row,
      sparse,
      background: likeBackground(found.row),
      'sparse background': likeBackground(sparse),
      'without one cause': withoutOneCause(lengthOf(found.row), cases, vocabulary, random),
    };
    return Object.entries(vectors).map(([kind, vector]) => {
      const rare = kind === 'published' || kind === 'sparse';
      const group = rare ? found.publication : `${kind} ${place}`;
      const scores = request.score(vector, rare ? found.publication : undefined);
      // All findings are taken for written down, so that no figure rests on where a finding comes from.
      const reading = { vector, tellingTerms: new Set(vector.parts.map(({ term }) => term)) };
      const top = scores.indexOf(scores.reduce((a, b) => Math.max(a, b)));
      return {
        kind: kind as TriageKind,
        rare,
        group,
        fold: foldOf(group),
        findings: lengthOf(vector),
        features: triageFeatures(highestOf(scores), { ...reading, commonTerms: known }, vocabulary),
        featuresAsShipped: triageFeatures(highestOf(scores), { ...reading, commonTerms: common }, vocabulary),
        topProbability: softmax(scores, request.temperature)[top]!,
        right: rare && found.places.includes(top),
      };
    });
  });
}

/** So many findings, each from another published case: every one of them speaks for a rare disease, together they mean nothing. */
function withoutOneCause(
  wanted: number,
  cases: readonly DevelopmentCase[],
  vocabulary: InputVocabulary,
  random: Random,
): TermVector {
  const terms = new Set<string>();
  // A term may come twice; a few more draws than findings are enough.
  for (let tries = 0; terms.size < wanted && tries < 3 * wanted; tries++) {
    const findings = mostSpecific(cases[Math.floor(random() * cases.length)]!.row, vocabulary);
    const drawn = findings[Math.floor(random() * findings.length)];
    if (drawn) terms.add(drawn.term);
  }
  return buildTermVector(
    [...terms].map((term) => ({ term, status: 'present' })),
    vocabulary,
  );
}

function foldOf(group: string): number {
  return createHash('sha256').update(`triage ${group}`).digest().readUInt32BE() % foldCount;
}
