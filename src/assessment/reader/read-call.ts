import { normalise } from '../../clinical/normalise.ts';
import { objectOf } from '../../fhir/json.ts';
import type { Terminology } from '../../terminology/terminology.ts';
import { hookEvidence } from '../evidence.ts';
import { readPrefetch } from '../prefetch.ts';
import type { ReadCall, UnreadCall } from '../unread-call.ts';

/** Reads a call from its bytes: the same case, bit for bit, that the steps of the pipeline make of the parsed call. */
export function readCall({ body, patientId, entered }: UnreadCall, now: Date, terminology: Terminology): ReadCall {
  const { prefetch } = JSON.parse(new TextDecoder().decode(body));
  const evidence = hookEvidence(readPrefetch(objectOf(prefetch), []), { patientId, ...(entered && { entered }) });
  return { case: normalise(evidence, terminology, { now }) };
}
