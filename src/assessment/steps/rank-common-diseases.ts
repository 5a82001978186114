import type { Case } from '../../clinical/case.ts';
import { type CaseEvidence, caseEvidence } from '../../features/case-evidence.ts';
import { present } from '../../features/evidence-vector.ts';
import { nextQuestions } from '../../inference/common/ask-next.ts';
import type { CommonModel } from '../../inference/common/open-common.ts';
import { rankCommon } from '../../inference/common/rank-common.ts';
import type { NextQuestion } from '../common-result.ts';
import { type Draft, filled } from '../draft.ts';
import type { Ports } from '../ports.ts';

/**
 * The model knows the diseases of people who come with a complaint and are asked about it. A record in which nobody was asked
 * is not such a person: among the problems of a lifetime the model would find an emergency. So it speaks only where the
 * symptom questionnaire was answered, and the record adds to the answers.
 */
const wasAsked = ({ answers = [] }: Case) => answers.length > 0;

/** Complaints that the record must have: a history and one symptom fit almost anything. */
const neededComplaints = 2;
const mostEntries = 10;
/** Less than one in a hundred is not worth a reader's time. */
const leastProbability = 0.01;
const questionsAsked = 3;

/** Ranks the common diseases, where the record says enough of what their model knows. */
export async function rankCommonDiseases(draft: Draft, { common: model, terminology }: Ports): Promise<Draft> {
  const patient = filled(draft, 'case');
  if (!model || !wasAsked(patient)) return draft;
  const known = caseEvidence(patient, model.meanings, (term) => terminology.ontology.ancestors(term));
  const complaints = complaintsOf(known, model);
  if (complaints < neededComplaints) return draft;
  const { explainer, inference, package: pkg } = model;
  const ranked = await rankCommon(known, mostEntries, explainer, inference, pkg.calibration);
  const entries = ranked.entries
    .filter(({ probability }) => probability >= leastProbability)
    .map(({ diagnosis, belonging: _, unknown: __, ...entry }) => ({
      ...entry,
      ...{ labelEs: diagnosis.labelEs, icd10cm: diagnosis.icd10cm, dontMiss: diagnosis.dontMiss !== undefined },
    }));
  // A card has no room for questions, and the hook's time is short.
  const asks = draft.request.entrance !== 'hook';
  return {
    ...draft,
    common: {
      ...{ entries, candidates: pkg.diagnoses.length, complaints },
      ...(asks && { nextQuestions: await questions(known, ranked.posterior, model) }),
    },
  };
}

/** Present evidences that are complaints; a history of something is none. */
function complaintsOf({ record }: CaseEvidence, { package: { vocabulary } }: CommonModel): number {
  return vocabulary.evidences.filter(
    ({ isAntecedent, parent }, place) => !isAntecedent && parent === undefined && record.states[place] === present,
  ).length;
}

async function questions(
  { record }: CaseEvidence,
  posterior: Float64Array,
  { interviewer, inference, package: { features } }: CommonModel,
): Promise<readonly NextQuestion[]> {
  const best = await nextQuestions(record, posterior, interviewer, inference, questionsAsked);
  return best.map(({ evidence, probabilityPresent, information }) => {
    const { id, label } = features.evidences[evidence]!;
    return { evidence: id, text: label, probabilityPresent, information };
  });
}
