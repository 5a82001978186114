import { isLikely } from '../../assessment/is-likely.ts';
import type { FinishedRun } from '../../assessment/kept-run.ts';
import type { JsonObject } from '../../fhir/json.ts';
import { riskAssessmentOf } from '../../risk-assessment/of-assessment.ts';

/** Something that a topic may be about. */
export interface Happening {
  /** Id of the topic. */
  readonly topic: string;
  readonly at: string;
  /** Relative reference of the resource. */
  readonly focus: string;
  readonly resource: JsonObject;
  /** Search parameter → what it is here, for the filters. */
  readonly facts: Readonly<Record<string, string | number | undefined>>;
}

/** How many predictions the resource of a notification holds. */
const predictions = 10;
/** How many diagnoses lead: as many as a card shows. */
const leading = 3;

/** Ids of the diagnoses that lead an assessment's list; none where it is empty or withheld. */
export const leadingDiagnoses = ({ assessment }: Pick<FinishedRun, 'assessment'>): readonly string[] =>
  (assessment.differential?.entries ?? []).slice(0, leading).map(({ id }) => id);

/**
 * What an assessment is news of.
 * @param before leading diagnoses of the patient's last assessment; undefined where none is known
 */
export function happeningsOf(
  run: Pick<FinishedRun, 'assessment' | 'caller'>,
  before: readonly string[] | undefined,
): readonly Happening[] {
  const { assessment } = run;
  const now = leadingDiagnoses(run);
  const topics = [
    ...(now.length > 0 && isLikely(assessment) ? ['high-risk-differential'] : []),
    ...(before && before.join() !== now.join() ? ['differential-changed'] : []),
  ];
  if (topics.length === 0) return [];
  const resource = { ...riskAssessmentOf(assessment, predictions) } as unknown as JsonObject;
  const happening = {
    at: assessment.createdAt,
    focus: `RiskAssessment/${assessment.id}`,
    resource,
    facts: {
      patient: assessment.case.subject.reference,
      probability: assessment.differential?.entries[0]?.probability,
    },
  };
  return topics.map((topic) => ({ topic, ...happening }));
}
