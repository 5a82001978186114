import type { Assessment } from '../assessment.ts';
import { type Draft, filled } from '../draft.ts';
import { inputOf } from '../evidence.ts';
import type { FinishedRun } from '../kept-run.ts';
import type { Ports } from '../ports.ts';
import { versionsOf } from '../versions.ts';

/** Closes the run: one frozen record with everything that a reader years later needs to trace it, kept before it is used. */
export async function recordAssessment(draft: Draft, ports: Ports): Promise<Draft> {
  const assessment: Assessment = {
    id: ports.newId(),
    createdAt: draft.startedAt.toISOString(),
    case: filled(draft, 'case'),
    applicability: filled(draft, 'applicability'),
    ...(draft.triage === undefined ? {} : { triage: draft.triage }),
    ...(draft.differential === undefined ? {} : { differential: draft.differential }),
    ...(draft.common === undefined ? {} : { common: draft.common }),
    ...(draft.criteria === undefined ? {} : { criteria: draft.criteria }),
    ...(draft.joint === undefined ? {} : { joint: draft.joint }),
    ...(draft.suppressed === undefined ? {} : { suppressed: draft.suppressed }),
    notObtained: (draft.prepared ?? draft.evidence)?.notObtained ?? [],
    versions: versionsOf(draft.model, ports),
  };
  const { model, caller = {} } = draft.request;
  await ports.keep({ assessment, model, caller, ...assessed(draft) });
  return { ...draft, assessment: Object.freeze(assessment) };
}

/** The call or the resources as they came, or the case where it did not come as resources. */
function assessed({ evidence, prepared, request, ready }: Draft): Pick<FinishedRun, 'input' | 'body' | 'inputHash'> {
  // What was ready keeps the name by which it was found, so that the next call and the next notification know it again.
  if (prepared) return { inputHash: (ready && prepared.readyHash) || prepared.inputHash };
  if (evidence?.body && !ready) return { body: evidence.body };
  if (evidence) return { input: inputOf(evidence) };
  return { input: 'case' in request ? request.case : undefined };
}
