import type { Reference, Task } from 'fhir/r4.js';
import { canonicalOf } from '../../config/canonical.ts';
import { disclaimer } from '../../risk-assessment/notes.ts';
import { resultIdentifier, stableId } from '../output/stable-id.ts';
import type { PatientResult } from '../patient-result.ts';

const shownDiagnoses = 3;

/** Same patient, same first diagnosis: the same thing to do, however the probabilities move from day to day. */
export const reviewTaskId = ({ patient, entries }: PatientResult) => stableId('task', patient, entries[0]?.id);

/** The request to look at a patient, as FHIR R4 Task: a proposal, of routine priority, that nobody is assigned to. */
export function reviewTask(result: PatientResult, assessment: Reference): Task {
  const names = result.entries.slice(0, shownDiagnoses).map(({ label }) => label);
  return {
    resourceType: 'Task',
    identifier: [resultIdentifier(reviewTaskId(result))],
    status: 'requested',
    // R4 §Task.intent: a proposal is made "by someone/something that does not have an intention to ensure it occurs".
    intent: 'proposal',
    priority: 'routine',
    code: {
      coding: [{ system: canonicalOf('CodeSystem', 'screening-tasks'), code: 'review-screening-result' }],
      text: 'Review a screening result',
    },
    description: `Consider: ${names.join('; ')}. ${disclaimer}`,
    focus: assessment,
    for: { reference: result.patient },
    authoredOn: result.assessedAt,
    reasonReference: assessment,
  };
}
