import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

/** How many stack frames help; more is noise in a line of JSON. */
const frames = 8;

/**
 * What a log line may say about an error: code, log-only half and stack, with its causes, and the message if it is ours.
 * Anybody else's message may quote its input, which is a patient's record: V8 repeats the text that it could not parse,
 * Express the path segment that it could not decode.
 */
export function errorFields(thrown: unknown): Readonly<Record<string, unknown>> {
  if (!(thrown instanceof Error)) return { kind: typeof thrown };
  return {
    kind: thrown.constructor.name,
    ...(thrown instanceof HoofbeatsError ? ownFields(thrown) : foreignCode(thrown)),
    stack: stackFrames(thrown),
    ...(thrown.cause !== undefined && { cause: errorFields(thrown.cause) }),
  };
}

const ownFields = ({ code, message, expression, log }: HoofbeatsError) => ({ code, message, expression, log });

/** Codes of Node.js and of libraries, e.g. `ECONNRESET`, `entity.parse.failed`: constants, unlike what else stands there. */
function foreignCode(error: Error & { readonly code?: unknown }) {
  return typeof error.code === 'string' && /^[A-Za-z][A-Za-z0-9_.]{0,60}$/.test(error.code) && { code: error.code };
}

/** A frame ends in a place in the code, or says that it has none. */
const frame = /^at .*(:\d+:\d+|<anonymous>|native|index \d+)\)?$/;

/** The frames alone: a stack begins with the message, of any number of lines. */
const stackFrames = (error: Error) =>
  (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => frame.test(line))
    .slice(0, frames);
