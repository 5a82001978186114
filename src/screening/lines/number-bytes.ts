/** 10 ** 0 to 10 ** 22 are exact, and so is a whole number of at most 15 digits: their quotient is rounded once, as it should be. */
const powers = Float64Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
const mostDigits = 15;

/** The JSON number that stands there, as `Number` reads it, without making a string of it where it is short and plain. */
export function readNumberBytes(bytes: Buffer, from: number, to: number): number {
  const negative = bytes[from] === 0x2d;
  let whole = 0;
  let decimals = -1;
  const first = negative ? from + 1 : from;
  if (first < to && to - first <= mostDigits) {
    let at = first;
    for (; at < to; at++) {
      const byte = bytes[at]!;
      if (byte >= 0x30 && byte <= 0x39) {
        whole = whole * 10 + byte - 0x30;
        if (decimals >= 0) decimals += 1;
      } else if (byte === 0x2e && decimals < 0) decimals = 0;
      else break;
    }
    if (at === to) {
      const value = decimals > 0 ? whole / powers[decimals]! : whole;
      return negative ? -value : value;
    }
  }
  return Number(bytes.toString('latin1', from, to));
}
