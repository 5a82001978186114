import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

const quote = 0x22;
const backslash = 0x5c;
/** `[` and `{` differ in this bit alone, and so do `]` and `}`. */
const curl = 0x20;
const opening = 0x7b;
const closing = 0x7d;

/** FHIR resources rarely nest beyond 20 levels. */
const deepest = 100;

/** @throws HoofbeatsError REQUEST_INVALID for JSON in UTF-8 that nests deeper than anything that we read. */
export function requireShallow(json: Uint8Array): void {
  if (nestsDeeperThan(json, deepest))
    throw new HoofbeatsError('REQUEST_INVALID', `The body nests deeper than ${deepest} levels.`);
}

/**
 * Whether a JSON text nests deeper than `limit`. JSON.parse itself takes any depth, but whatever walks its result by
 * recursion does not: eight megabytes of `[` would overflow the stack. One pass over the bytes, a third of the parse.
 */
export function nestsDeeperThan(json: Uint8Array, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]!;
    if (byte === quote) at = endOfString(json, at);
    else if ((byte | curl) === opening) {
      if (++depth > limit) return true;
    } else if ((byte | curl) === closing) depth--;
  }
  return false;
}

/** Index of the quote that closes the string opened at `start`, or the end of a text that is no JSON. */
function endOfString(json: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== quote) at += json[at] === backslash ? 2 : 1;
  return at;
}
