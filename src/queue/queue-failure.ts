import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { ErrorCode } from '../errors/table.ts';

/** Why the queue gave no answer: label of a metric. */
export type FailureReason =
  /** Redis cannot be reached. */
  | 'unreachable'
  /** More is waiting than can be answered in time. */
  | 'overloaded'
  /** No answer within the lane's deadline. */
  | 'late'
  /** A worker answered that it cannot. */
  | 'failed'
  /** The queue has not answered of late and is not asked until it does again. */
  | 'resting';

const codes: Readonly<Record<FailureReason, ErrorCode>> = {
  unreachable: 'MODEL_UNAVAILABLE',
  overloaded: 'OVERLOADED',
  late: 'MODEL_UNAVAILABLE',
  failed: 'MODEL_UNAVAILABLE',
  resting: 'MODEL_UNAVAILABLE',
};

/** The queue gave no answer; the embedded model still can. */
export class QueueFailure extends HoofbeatsError {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, options: { readonly cause?: unknown; readonly log?: object } = {}) {
    const { cause, log } = options;
    super(codes[reason], 'The workers give no answer.', { cause, log: { ...log, reason } });
    this.reason = reason;
  }
}
