/**
 * JSON of a value. JSON can write half of a surrogate pair, and records hold such halves where a system has cut a text in
 * two; but it is no text (RFC 8259 §8.2), and strict clients refuse the whole answer for it.
 */
export function wellFormedJson(value: unknown): string {
  const text = JSON.stringify(value);
  // JSON.stringify escapes a half alone (ECMA-262 §25.5.2.3), so that nearly every answer is known to have none.
  return text?.includes('\\ud') ? JSON.stringify(value, wellFormed) : text;
}

/** A replacer for JSON.stringify. */
const wellFormed = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value;
