import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { Assessment } from './assessment.ts';
import type { AssessmentRequest, Assessor } from './assessor.ts';
import { type Draft, filled } from './draft.ts';
import { isLikely } from './is-likely.ts';
import type { Ports } from './ports.ts';
import { buildVectors } from './steps/build-vectors.ts';
import { calibrateScores } from './steps/calibrate-scores.ts';
import { checkApplicability } from './steps/check-applicability.ts';
import { checkCriteria } from './steps/check-criteria.ts';
import { explainDiagnoses } from './steps/explain-diagnoses.ts';
import { gatherEvidence } from './steps/gather-evidence.ts';
import { inferScores } from './steps/infer-scores.ts';
import { joinLists } from './steps/join-lists.ts';
import { normaliseEvidence } from './steps/normalise-evidence.ts';
import { rankCommonDiseases } from './steps/rank-common-diseases.ts';
import { rankDiagnoses } from './steps/rank-diagnoses.ts';
import { recordAssessment } from './steps/record-assessment.ts';
import { serveReady } from './steps/serve-ready.ts';
import { suggestFindings } from './steps/suggest-findings.ts';
import { suppressRepeats } from './steps/suppress-repeats.ts';
import { triagePatient } from './steps/triage-patient.ts';
import { withholdDiagnoses } from './steps/withhold-diagnoses.ts';

/** One step of the pipeline. It may only add to the draft; what is doubtful about the data becomes an issue in it. */
export type Step = (draft: Draft, ports: Ports) => Draft | Promise<Draft>;

type Entrance = AssessmentRequest['entrance'];
interface Row {
  readonly step: Step;
  /** `when likely` leaves the step out while a rare disease is unlikely (see `withholdDiagnoses`). */
  readonly on: Readonly<Record<Entrance, boolean | 'when likely'>>;
  /** Left out when the model has abstained. */
  readonly needsModel: boolean;
  /** Taken also with a result that was ready before the call: it is shown and recorded like any other. */
  readonly withReady?: true;
  /** Asks neither a model nor a store: left out where it was taken beforehand, on another thread (see `prepare`). */
  readonly beforehand?: true;
}

const always = { hook: true, operation: true, screening: true, triage: true, case: true } as const;
const fhirOnly = { ...always, triage: false, case: false } as const;
const hookOnly = { hook: true, operation: false, screening: false, triage: false, case: false } as const;
// A card has no room for it, and the hook's time is short; a work list names diagnoses, and no more.
const onRequest = { ...always, hook: false, screening: false, triage: false } as const;
// Of a hospital's patients nearly all have no rare disease; ranking for them would be most of a run's work.
const ranking = { ...always, screening: 'when likely', triage: false } as const;
// A work list is of rare diseases.
const everyDisease = { ...always, screening: false, triage: false } as const;
// Whoever writes a phenopacket thinks of a rare disease already; a screening has not ranked what it would keep back.
const unasked = { ...always, screening: false, triage: false, case: false } as const;

/** The assessment: every step, in order, and the entrances that take it. */
export const pipeline: readonly Row[] = [
  { step: gatherEvidence, on: fhirOnly, needsModel: false },
  { step: serveReady, on: hookOnly, needsModel: false },
  { step: normaliseEvidence, on: fhirOnly, needsModel: false, beforehand: true },
  { step: buildVectors, on: always, needsModel: false },
  { step: checkApplicability, on: always, needsModel: false },
  { step: inferScores, on: always, needsModel: true },
  { step: triagePatient, on: always, needsModel: true },
  { step: calibrateScores, on: ranking, needsModel: true },
  { step: rankDiagnoses, on: ranking, needsModel: true },
  { step: explainDiagnoses, on: ranking, needsModel: true },
  { step: withholdDiagnoses, on: unasked, needsModel: true },
  { step: rankCommonDiseases, on: everyDisease, needsModel: false },
  { step: checkCriteria, on: everyDisease, needsModel: false },
  { step: joinLists, on: everyDisease, needsModel: false },
  { step: suppressRepeats, on: hookOnly, needsModel: false, withReady: true },
  { step: suggestFindings, on: onRequest, needsModel: true },
  { step: recordAssessment, on: always, needsModel: false, withReady: true },
];

/** The pipeline as the entrances see it. */
export function createAssessor(ports: Ports): Assessor {
  return { assess: (request) => runPipeline(request, ports) };
}

async function runPipeline(request: AssessmentRequest, ports: Ports): Promise<Assessment> {
  const model = ports.models.get(request.model);
  if (!model) throw new HoofbeatsError('MODEL_UNAVAILABLE', `No model package "${request.model}" is being served.`);
  const given = 'case' in request ? { case: request.case } : {};
  const { aroundStep = (_, work) => work() } = ports;
  let draft: Draft = { request, startedAt: ports.now(), model, ...given };
  for (const { step, on, needsModel, withReady, beforehand } of pipeline) {
    const abstained = draft.applicability?.verdict === 'abstain';
    const wanted = on[request.entrance] === 'when likely' ? isLikely(draft) : on[request.entrance];
    const found = (draft.ready && !withReady) || (draft.prepared && beforehand);
    if (!wanted || found || (needsModel && abstained)) continue;
    const before = draft;
    draft = await aroundStep(step.name, () => step(before, ports));
  }
  return filled(draft, 'assessment');
}
