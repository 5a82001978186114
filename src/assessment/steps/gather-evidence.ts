import type { HookRequest } from '../assessor.ts';
import type { Draft } from '../draft.ts';
import { type Evidence, hookEvidence, resourceEvidence } from '../evidence.ts';
import { completePrefetch } from '../prefetch-completion.ts';
import type { Prepared } from '../prepared.ts';

/** Takes the patient's resources out of what the caller sent, reads what is missing, and notes what was not obtained. */
export async function gatherEvidence(draft: Draft): Promise<Draft> {
  const { request } = draft;
  switch (request.entrance) {
    case 'hook':
      return request.prepared ? takePrepared(draft, request.prepared) : { ...draft, evidence: await ofCall(request) };
    case 'operation':
    case 'screening':
      return { ...draft, evidence: resourceEvidence(request) };
    case 'triage':
    case 'case':
      return draft;
  }
}

function takePrepared(draft: Draft, prepared: Prepared): Draft {
  const { at, case: patient } = prepared;
  return { ...draft, startedAt: at, prepared, case: patient };
}

async function ofCall(request: HookRequest): Promise<Evidence> {
  const { body, loincOf } = request;
  const prefetch = await completePrefetch(request);
  const evidence = hookEvidence(prefetch, request);
  // The bytes name what was assessed only where nothing came from elsewhere.
  return !body || prefetch.completed || loincOf ? evidence : { ...evidence, body };
}
