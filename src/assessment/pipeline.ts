import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { Assessment } from './assessment.ts';
import type { AssessmentRequest, Assessor } from './assessor.ts';
import { type Draft, filled } from './draft.ts';
import type { Ports } from './ports.ts';
import { buildVectors } from './steps/build-vectors.ts';
import { calibrateScores } from './steps/calibrate-scores.ts';
import { checkApplicability } from './steps/check-applicability.ts';
import { explainDiagnoses } from './steps/explain-diagnoses.ts';
import { gatherEvidence } from './steps/gather-evidence.ts';
import { inferScores } from './steps/infer-scores.ts';
import { normaliseEvidence } from './steps/normalise-evidence.ts';
import { rankDiagnoses } from './steps/rank-diagnoses.ts';
import { recordAssessment } from './steps/record-assessment.ts';
import { suggestFindings } from './steps/suggest-findings.ts';
import { suppressRepeats } from './steps/suppress-repeats.ts';
import { triagePatient } from './steps/triage-patient.ts';
import { withholdDiagnoses } from './steps/withhold-diagnoses.ts';

/** One step of the pipeline. It may only add to the draft; what is doubtful about the data becomes an issue in it. */
export type Step = (draft: Draft, ports: Ports) => Draft | Promise<Draft>;

type Entrance = AssessmentRequest['entrance'];
interface Row {
  readonly step: Step;
  readonly on: Readonly<Record<Entrance, boolean>>;
  /** Left out when the model has abstained. */
  readonly needsModel: boolean;
}

const always = { hook: true, operation: true, case: true };
const fhirOnly = { ...always, case: false };
const hookOnly = { hook: true, operation: false, case: false };
// A card has no room for it, and the hook's time is short.
const notHook = { ...always, hook: false };

/** The assessment: every step, in order, and the entrances that take it. */
export const pipeline: readonly Row[] = [
  { step: gatherEvidence, on: fhirOnly, needsModel: false },
  { step: normaliseEvidence, on: fhirOnly, needsModel: false },
  { step: buildVectors, on: always, needsModel: false },
  { step: checkApplicability, on: always, needsModel: false },
  { step: inferScores, on: always, needsModel: true },
  { step: calibrateScores, on: always, needsModel: true },
  { step: triagePatient, on: always, needsModel: true },
  { step: rankDiagnoses, on: always, needsModel: true },
  { step: explainDiagnoses, on: always, needsModel: true },
  // Whoever writes a phenopacket thinks of a rare disease already.
  { step: withholdDiagnoses, on: fhirOnly, needsModel: true },
  { step: suppressRepeats, on: hookOnly, needsModel: true },
  { step: suggestFindings, on: notHook, needsModel: true },
  { step: recordAssessment, on: always, needsModel: false },
];

/** The pipeline as the entrances see it. */
export function createAssessor(ports: Ports): Assessor {
  return { assess: (request) => runPipeline(request, ports) };
}

async function runPipeline(request: AssessmentRequest, ports: Ports): Promise<Assessment> {
  const model = ports.models.get(request.model);
  if (!model) throw new HoofbeatsError('MODEL_UNAVAILABLE', `No model package "${request.model}" is being served.`);
  const given = request.entrance === 'case' ? { case: request.case } : {};
  let draft: Draft = { request, startedAt: ports.now(), model, ...given };
  for (const { step, on, needsModel } of pipeline) {
    const abstained = draft.applicability?.verdict === 'abstain';
    if (on[request.entrance] && !(needsModel && abstained)) draft = await step(draft, ports);
  }
  return filled(draft, 'assessment');
}
