import type { AnsweredCall } from '../http/answered-calls.ts';
import type { AuditTrail, Recorded } from './trail.ts';

/** How long these records wait for company: their answers are out already. */
const patienceMs = 5;

/**
 * Whether a request is worth a record: whatever could have to do with a patient, and whoever was turned away at a door.
 * What stopped before the routes, such as a flood, is counted by the metrics alone: it must not fill the log.
 */
const matters = ({ method, route, status }: AnsweredCall) =>
  route !== 'unmatched' &&
  // A notification by itself shows nobody anything: what comes of it is recorded as a prediction.
  !(route.startsWith('/notifications/') && status < 400) &&
  (method === 'POST' || route.startsWith('/fhir/AuditEvent') || status === 401 || status === 403);

/** Records the calls and refusals that a listener of `answeredCalls` hears of. */
export function auditCalls(trail: AuditTrail, onFailure: (thrown: unknown) => void): (call: AnsweredCall) => void {
  return (call) => {
    if (!matters(call)) return;
    const { method, route, ...rest } = call;
    const record: Recorded = {
      kind: call.status < 400 || call.status === 499 ? 'call' : 'refusal',
      route: `${method} ${route}`,
      ...rest,
    };
    trail.record(record, { patienceMs }).catch(onFailure);
  };
}
