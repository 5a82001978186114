import type { Finding } from '../../clinical/finding.ts';
import type { Differential, EvidenceContribution } from '../../inference/differential.ts';
import { sourcesOf } from '../../inference/explain.ts';
import type { Assessment } from '../assessment.ts';
import { type Draft, filled } from '../draft.ts';
import { inputOf } from '../evidence.ts';
import { digestOf, type KeptRun } from '../kept-run.ts';
import type { Ports } from '../ports.ts';
import { versionsOf } from '../versions.ts';
import { buildVectors } from './build-vectors.ts';

/**
 * Takes the result that was made before the call, where the call brings the very evidence that it was made of. The answer is
 * the same, without a model: what is shown is what was found, and it is recorded as an assessment of its own.
 */
export async function serveReady(draft: Draft, ports: Ports): Promise<Draft> {
  const { request } = draft;
  if (!ports.findReady || request.entrance !== 'hook') return draft;
  const kept = await ports.findReady({
    patient: `Patient/${request.patientId}`,
    caller: request.caller ?? {},
    versions: versionsOf(draft.model, ports),
    inputHash: () => draft.prepared?.readyHash ?? digestOf(inputOf(filled(draft, 'evidence'))),
  });
  // Sources of a questionnaire's evidence are not kept with the case.
  if (!kept || kept.common) return draft;
  return { ...draft, ready: true, case: kept.case, ...resultOf(kept, draft, ports) };
}

type Result = Pick<Assessment, 'applicability' | 'triage' | 'differential' | 'criteria' | 'joint'>;

function resultOf(
  { applicability, triage, differential, criteria, joint, ...kept }: KeptRun,
  draft: Draft,
  ports: Ports,
): Result {
  const { findingsRead = [] } = buildVectors({ ...draft, case: kept.case }, ports);
  const cited = citing(findingsRead);
  return {
    applicability,
    ...(triage && { triage }),
    ...(differential && { differential: withSources(differential, cited) }),
    ...(criteria && { criteria }),
    ...(joint && { joint }),
  };
}

function withSources(
  { entries, withheld, ...rest }: NonNullable<KeptRun['differential']>,
  cited: ReturnType<typeof citing>,
): Differential {
  return { ...rest, entries: entries.map(cited), ...(withheld && { withheld: withheld.map(cited) }) };
}

/** Gives the contributions of an entry their sources back, which a kept run holds once, in its case. */
function citing(findings: readonly Finding[]) {
  const byTerm = new Map(findings.map((finding) => [finding.term, sourcesOf(finding)]));
  return <Entry extends { readonly evidence: readonly Omit<EvidenceContribution, 'sources'>[] }>(entry: Entry) => ({
    ...entry,
    evidence: entry.evidence.map((contribution) => ({
      ...contribution,
      sources: byTerm.get(contribution.finding) ?? [],
    })),
  });
}
