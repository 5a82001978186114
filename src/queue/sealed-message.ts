import type { KeyRing } from '../store/key-ring.ts';
import { sealBytes, unsealBytes } from '../store/seal.ts';

/** What the data of a job holds in Redis: who gets the answer, until when, and the request, sealed. */
export interface JobData {
  /** Redis key of the caller's list of replies. */
  readonly replyTo: string;
  /** Milliseconds since 1970, by Redis's clock, from which nobody waits for the answer any more. */
  readonly expires: number;
  /** Place in the caller's trace (W3C Trace Context): random numbers, which a job that cannot be opened keeps too. */
  readonly traceparent?: string;
  readonly keyId: string;
  /** `ScoreRequest`, sealed, in base64: BullMQ keeps JSON. */
  readonly sealed: string;
}

/** What a worker answers: scores, or the code of its error. */
export type Reply =
  | { readonly job: string; readonly scores: Uint8Array }
  | { readonly job: string; readonly failed: string };

// A request cannot be taken for a reply, nor either for that of another job.
const requestPlace = (job: string) => `queue/${job}/request`;
const replyPlace = (job: string) => `queue/${job}/reply`;

export function sealRequest(request: Uint8Array, job: string, ring: KeyRing): Pick<JobData, 'keyId' | 'sealed'> {
  const { key_id: keyId, sealed } = sealBytes(request, requestPlace(job), ring);
  return { keyId, sealed: Buffer.from(sealed).toString('base64') };
}

/** @throws HoofbeatsError KEY_UNKNOWN, RECORD_ALTERED */
export const unsealRequest = ({ keyId, sealed }: JobData, job: string, ring: KeyRing): Uint8Array =>
  unsealBytes({ key_id: keyId, sealed: Buffer.from(sealed, 'base64') }, requestPlace(job), ring);

/** A reply as it travels: one line of JSON, and after it the sealed scores. */
export function writeReply(reply: Reply, ring: KeyRing): Buffer {
  if ('failed' in reply) return Buffer.from(`${JSON.stringify(reply)}\n`);
  const { key_id: keyId, sealed } = sealBytes(reply.scores, replyPlace(reply.job), ring);
  return Buffer.concat([Buffer.from(`${JSON.stringify({ job: reply.job, keyId })}\n`), sealed]);
}

/** @throws HoofbeatsError KEY_UNKNOWN, RECORD_ALTERED; SyntaxError when it is no reply at all */
export function readReply(message: Buffer, ring: KeyRing): Reply {
  const end = message.indexOf('\n');
  const { job, keyId, failed } = JSON.parse(message.toString('utf8', 0, end));
  if (typeof failed === 'string') return { job, failed };
  return { job, scores: unsealBytes({ key_id: keyId, sealed: message.subarray(end + 1) }, replyPlace(job), ring) };
}
