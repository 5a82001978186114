const quote = 0x22;
const backslash = 0x5c;
const opening: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const closing: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/**
 * Whether a JSON text nests deeper than `limit`. JSON.parse itself takes any depth, but whatever walks its result by
 * recursion does not: eight megabytes of `[` would overflow the stack. Strings are skipped by a native search, so this
 * costs a tenth of the parse.
 */
export function nestsDeeperThan(json: Uint8Array, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]!;
    if (byte === quote) {
      at = endOfString(json, at);
      if (at < 0) return false; // an unfinished string: JSON.parse will say so
    } else if (opening.has(byte)) {
      if (++depth > limit) return true;
    } else if (closing.has(byte)) depth--;
  }
  return false;
}

/** Index of the quote that closes the string opened at `start`, or -1. */
function endOfString(json: Uint8Array, start: number): number {
  for (let end = json.indexOf(quote, start + 1); end >= 0; end = json.indexOf(quote, end + 1)) {
    let escapes = 0;
    while (json[end - 1 - escapes] === backslash) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return -1;
}
