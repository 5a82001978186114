import { type ErrorCode, type ErrorEntry, errorTable } from './table.ts';

export interface ErrorOptions {
  /** FHIRPath-like places in the caller's input, for `OperationOutcome.issue.expression`. */
  readonly expression?: readonly string[];
  /** What only the log may hold: never sent to the caller. */
  readonly log?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * An error with a public half (`code`, `message`, `expression`, the table's `mend`) and a log-only half (`log`, `cause`).
 * `message` says what was wrong and where, without any patient's data.
 */
export class HoofbeatsError extends Error {
  override readonly name = 'HoofbeatsError';
  readonly code: ErrorCode;
  readonly expression: readonly string[];
  readonly log: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.expression = options.expression ?? [];
    this.log = options.log ?? {};
  }

  get entry(): ErrorEntry {
    return errorTable[this.code];
  }
}

/** Any thrown value as a HoofbeatsError; what was not foreseen becomes INTERNAL with the original as its cause. */
export function toHoofbeatsError(thrown: unknown): HoofbeatsError {
  if (thrown instanceof HoofbeatsError) return thrown;
  return new HoofbeatsError('INTERNAL', 'Something failed inside the server.', { cause: thrown });
}
