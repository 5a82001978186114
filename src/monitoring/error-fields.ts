import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

/** How many stack frames help; more is noise in a line of JSON. */
const frames = 8;

/**
 * What a log line may say about an error: code, message, log-only half and stack, with its causes.
 * The message of a SyntaxError is left out: V8 quotes the text it could not parse, and that text is a patient's record.
 */
export function errorFields(thrown: unknown): Readonly<Record<string, unknown>> {
  if (!(thrown instanceof Error)) return { kind: typeof thrown };
  return {
    kind: thrown.constructor.name,
    ...(thrown instanceof HoofbeatsError && { code: thrown.code, expression: thrown.expression, log: thrown.log }),
    ...(!(thrown instanceof SyntaxError) && { message: thrown.message }),
    stack: stackFrames(thrown),
    ...(thrown.cause !== undefined && { cause: errorFields(thrown.cause) }),
  };
}

/** The frames alone: the first line of a stack repeats the message. */
const stackFrames = (error: Error) =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, frames)
    .map((line) => line.trim());
