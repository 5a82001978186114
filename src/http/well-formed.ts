/**
 * A replacer for JSON.stringify. JSON can write half of a surrogate pair, and records hold such halves where a system
 * has cut a text in two; but it is no text (RFC 8259 §8.2), and strict clients refuse the whole answer for it.
 */
export const wellFormed = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value;
