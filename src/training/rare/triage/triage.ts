import { triageProbability } from '../../../inference/triage.ts';
import type { Triage } from '../../../registry/triage.ts';
import { fitWeights } from '../ranker/fit.ts';
import { commonTerms } from './background-patients.ts';
import { compareTriage, type TriageOutcome } from './triage-evaluation.ts';
import {
  foldCount,
  type TriageKind,
  type TriagePatient,
  type TriageRequest,
  triagePatients,
} from './triage-patients.ts';

/** Intercept and weights of the logistic regression. */
export type TriageScore = Pick<Triage, 'intercept' | 'weights'>;

/** A patient with the probabilities that a fit without his fold gives him. */
export interface JudgedPatient extends TriagePatient {
  readonly probability: number;
  readonly probabilityAsShipped: number;
}

/** Share of people with a rare disease, the lower end of the range. */
const prior: Triage['prior'] = {
  share: 0.035,
  source: 'Nguengang Wakap S et al. Eur J Hum Genet 2020;28:165-173: 3.5–5.9 % of people.',
};
/**
 * Share of sparse and noisy records of published cases that must pass: to keep a list back from a patient with a rare
 * disease is worse than to show one to a patient without, and records tell less than phenopackets do.
 */
const sensitivity = 0.99;
/** A diagnosis from this probability on must be right so often. */
const half = 0.5;
const ridge = 1;
/** A record without one cause counts for so much of a background patient: such records are not what the score is about. */
const worthWithoutCause = 0.25;

/**
 * Fits the triage score, and measures it on folds of publications that the measured fit has not seen.
 * @param request whose `score` may be slow: it is asked for about 10,000 rows
 */
export function fitTriage(request: TriageRequest): Triage {
  const common = commonTerms(request.people);
  const patients = triagePatients(request, common);
  const judged = crossJudge(patients);
  return {
    ...fitScore(patients, prior.share),
    commonTerms: [...common],
    prior,
    ...chooseThreshold(judged),
    evaluation: comparisons.map(([name, rare, others, known]) => {
      const outcomes = (kind: TriageKind) => judged.filter((patient) => patient.kind === kind).map(outcomeOf[known]);
      return compareTriage(name, outcomes(rare), outcomes(others));
    }),
    fittedOn:
      'Every fourth published case without the support of its own publication, as published and with five findings, half of them parents, and noise; against background patients (NHANES 2017–18 and published shares of common findings) with as many findings, and records whose findings come from different cases. While it was fitted, half of the common findings in turn were unknown to the score.',
    positives: patients.filter(({ rare }) => rare).length,
    negatives: patients.filter(({ rare }) => !rare).length,
  };
}

/** What is told from what, and which common findings the score knows. */
const comparisons: readonly (readonly [name: string, TriageKind, TriageKind, keyof typeof outcomeOf])[] = [
  ['as published, half of the common findings unknown', 'published', 'background', 'half'],
  ['sparse and noisy, half of the common findings unknown', 'sparse', 'sparse background', 'half'],
  ['as published, all common findings known', 'published', 'background', 'all'],
  ['sparse and noisy, all common findings known', 'sparse', 'sparse background', 'all'],
  ['as published, against records without one cause', 'published', 'without one cause', 'all'],
];

const outcomeOf = {
  half: ({ probability, findings, group }: JudgedPatient): TriageOutcome => ({ probability, findings, group }),
  all: ({ probabilityAsShipped, findings, group }: JudgedPatient): TriageOutcome => ({
    probability: probabilityAsShipped,
    findings,
    group,
  }),
} as const;

/** Judges every patient by a fit on the other folds. */
export function crossJudge(patients: readonly TriagePatient[]): readonly JudgedPatient[] {
  return Array.from({ length: foldCount }, (_, fold) => {
    const score = fitScore(
      patients.filter((patient) => patient.fold !== fold),
      prior.share,
    );
    return patients
      .filter((patient) => patient.fold === fold)
      .map((patient) => ({
        ...patient,
        probability: triageProbability(patient.features, score),
        probabilityAsShipped: triageProbability(patient.featuresAsShipped, score),
      }));
  }).flat();
}

/** A logistic regression in which both classes weigh alike, shifted to the prior: a choice between "rare" and "none", whose score is 0. */
export function fitScore(patients: readonly TriagePatient[], share: number): TriageScore {
  const names = Object.keys(patients[0]?.features ?? {});
  const worth = ({ kind }: TriagePatient) => (kind === 'without one cause' ? worthWithoutCause : 1);
  const total = (rare: boolean) =>
    patients.reduce((sum, patient) => sum + (patient.rare === rare ? worth(patient) : 0), 0);
  const totals = { rare: total(true), none: total(false) };
  const fitted = fitWeights(
    patients.map((patient) => ({
      values: Float32Array.from([1, 0, ...names.flatMap((name) => [patient.features[name]!, 0])]),
      offset: new Float32Array(2),
      right: patient.rare ? 0 : 1,
      weight: (worth(patient) * patients.length) / (2 * (patient.rare ? totals.rare : totals.none)),
    })),
    { ridge, nonNegative: Array(names.length + 1).fill(false) },
  );
  return {
    intercept: rounded(fitted[0]! + Math.log(share / (1 - share))),
    weights: Object.fromEntries(names.map((name, at) => [name, rounded(fitted[at + 1]!)])),
  };
}

/**
 * The probability that 99 % of the sparse records reach; a higher one where it takes more until what is shown at 50 % or
 * more is right at least half of the time, among patients as the prior mixes them.
 */
export function chooseThreshold(
  judged: readonly JudgedPatient[],
): Pick<Triage, 'threshold' | 'sensitivity' | 'specificity' | 'rightWhenSure'> {
  const published = judged.filter(({ kind }) => kind === 'published');
  const sparse = judged.filter(({ kind }) => kind === 'sparse');
  const background = judged.filter(({ kind }) => kind === 'background');
  const consequences = (threshold: number) => {
    const passes = ({ probabilityAsShipped }: JudgedPatient) => probabilityAsShipped >= threshold;
    const sure = (patient: JudgedPatient) => passes(patient) && patient.topProbability >= half;
    const right = prior.share * shareOf(published, (patient) => sure(patient) && patient.right);
    const shown = prior.share * shareOf(published, sure) + (1 - prior.share) * shareOf(background, sure);
    return {
      threshold,
      sensitivity: rounded(shareOf(sparse, passes)),
      specificity: rounded(1 - shareOf(background, passes)),
      // Where nothing is shown, nothing is wrong.
      rightWhenSure: shown === 0 ? 1 : rounded(right / shown),
    };
  };
  const reached = sparse.map(({ probabilityAsShipped }) => roundedDown(probabilityAsShipped)).sort((a, b) => a - b);
  const enough = Math.floor((1 - sensitivity) * reached.length);
  const threshold = reached.slice(enough).find((value) => consequences(value).rightWhenSure >= half);
  return consequences(threshold ?? 1);
}

function shareOf(patients: readonly JudgedPatient[], holds: (patient: JudgedPatient) => boolean): number {
  return patients.filter(holds).length / patients.length;
}

function rounded(value: number): number {
  return Number(value.toFixed(5));
}

/** The case that sets the threshold must pass. */
function roundedDown(value: number): number {
  return Math.floor(value * 1e5) / 1e5;
}
