import type { Assessment } from '../assessment.ts';
import { type Draft, filled } from '../draft.ts';
import type { Ports } from '../ports.ts';

/** Closes the run: one frozen record with everything that a reader years later needs to trace it. */
export function recordAssessment(draft: Draft, ports: Ports): Draft {
  const { manifest } = draft.model.package;
  const assessment: Assessment = {
    id: ports.newId(),
    createdAt: draft.startedAt.toISOString(),
    case: filled(draft, 'case'),
    applicability: filled(draft, 'applicability'),
    ...(draft.differential === undefined ? {} : { differential: draft.differential }),
    notObtained: draft.evidence?.notObtained ?? [],
    versions: {
      code: ports.codeVersion,
      model: `${manifest.id} ${manifest.version}`,
      knowledge: manifest.knowledge,
      terminology: ports.terminology.versions,
    },
  };
  return { ...draft, assessment: Object.freeze(assessment) };
}
