import type { Assessment } from '../assessment.ts';
import { type Draft, filled } from '../draft.ts';
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
    ...(draft.suppressed === undefined ? {} : { suppressed: draft.suppressed }),
    notObtained: draft.evidence?.notObtained ?? [],
    versions: versionsOf(draft.model, ports),
  };
  const { model, caller = {} } = draft.request;
  await ports.keep({ assessment, model, caller, input: inputOf(draft) });
  return { ...draft, assessment: Object.freeze(assessment) };
}

/** The resources as they came, or the case where it did not come as resources. */
export function inputOf({ evidence, request }: Draft): unknown {
  if (!evidence) return request.entrance === 'case' ? request.case : undefined;
  const { patient, observations, conditions } = evidence;
  return [patient, observations, conditions];
}
