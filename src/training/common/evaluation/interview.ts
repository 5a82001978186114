import { absent, activeColumns, emptyRecord, present } from '../../../features/evidence-vector.ts';
import type { EvidenceVocabulary } from '../../../features/evidence-vocabulary.ts';
import { type Interviewer, rankQuestions } from '../../../inference/common/ask-next.ts';
import type { CommonInference } from '../../../inference/common/common-inference.ts';
import type { Example, ReportedEvidence } from '../patients/example.ts';

/** What the model thought after each answer; the first entry is before any question. */
export type Interview = readonly { readonly probability: number; readonly right: boolean }[];

export interface InterviewRules {
  /** The interview ends when the first diagnosis is at least this probable. */
  readonly stopProbability: number;
  readonly maxQuestions: number;
}

const batch = 512;

/**
 * Interviews the patients one question at a time: each begins with age, sex and one complaint, and answers from the
 * record; what the record does not report is absent. One question is one evidence, whatever the number of its values.
 */
export async function interviewAll(
  examples: readonly Example[],
  interviewer: Interviewer,
  inference: CommonInference,
  rules: InterviewRules,
): Promise<readonly Interview[]> {
  const interviews: Interview[] = [];
  for (let start = 0; start < examples.length; start += batch) {
    interviews.push(...(await interviewSome(examples.slice(start, start + batch), interviewer, inference, rules)));
  }
  return interviews;
}

async function interviewSome(
  examples: readonly Example[],
  interviewer: Interviewer,
  inference: CommonInference,
  { stopProbability, maxQuestions }: InterviewRules,
): Promise<readonly Interview[]> {
  const { vocabulary } = interviewer;
  const k = inference.diagnoses;
  const sessions = examples.map((example) => {
    const session = beginning(example, vocabulary);
    return { ...session, example, course: [] as { probability: number; right: boolean }[] };
  });
  let open = sessions;
  while (open.length > 0) {
    const { probabilities } = await inference.score(open.map(({ record }) => activeColumns(record, vocabulary)));
    open = open.filter(({ record, answers, example, course, tell }, row) => {
      const posterior = Float64Array.from(probabilities.subarray(row * k, (row + 1) * k));
      const first = posterior.reduce((best, p, at) => (p > posterior[best]! ? at : best), 0);
      course.push({ probability: posterior[first]!, right: first === example.diagnosis });
      if (posterior[first]! >= stopProbability || course.length > maxQuestions) return false;
      const question = rankQuestions(record, posterior, interviewer)[0];
      if (!question) return false;
      tell(question.evidence, answers.get(question.evidence));
      return true;
    });
  }
  return sessions.map(({ course }) => course);
}

/** The record that an interview begins with, and the patient's answers to everything. */
function beginning(example: Example, vocabulary: EvidenceVocabulary) {
  const { states, ...rest } = emptyRecord(vocabulary, { ageYears: example.ageYears, sex: example.sex });
  const values: number[] = [];
  const answers = new Map(example.reported.map((reported) => [reported.evidence, reported]));
  const tell = (evidence: number, reported: ReportedEvidence | undefined) => {
    states[evidence] = reported ? present : absent;
    if (reported) values.push(...reported.values);
  };
  const complaint = chiefComplaint(example, vocabulary);
  if (complaint) tell(complaint.evidence, complaint);
  return { record: { ...rest, states, values }, answers, tell };
}

/**
 * What the patient comes with. DDXPlus draws it among the yes-or-no complaints; the sample has lost which it was, so the
 * first that the record lists is taken, or the first of the history when there is no complaint of that kind.
 */
function chiefComplaint({ reported }: Example, { evidences }: EvidenceVocabulary): ReportedEvidence | undefined {
  const binary = reported.filter(({ evidence }) => evidences[evidence]!.kind === 'binary');
  return binary.find(({ evidence }) => !evidences[evidence]!.isAntecedent) ?? binary[0] ?? reported[0];
}

/** The course of an interview cut short by stricter or laxer rules: the state it would have ended in, and its questions. */
export function endOf(interview: Interview, { stopProbability, maxQuestions }: InterviewRules) {
  const stop = interview.findIndex(({ probability }, asked) => probability >= stopProbability || asked >= maxQuestions);
  const questions = stop < 0 ? interview.length - 1 : stop;
  return { questions, ...interview[questions]! };
}
