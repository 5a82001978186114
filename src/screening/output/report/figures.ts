/** `12,345`: the page is in English. */
export const wholeNumber = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 0 });

/** `1 patient`, `2 patients`. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${wholeNumber(count)} ${count === 1 ? one : many}`;

/** A share as a percentage with as many digits as a boundary needs: `0.1 %`, `3.4 %`, `25 %`. */
export const boundary = (share: number) => `${Number((share * 100).toPrecision(2))} %`;

/** An ISO instant to the minute, as everybody reads it alike. */
export const moment = (instant: string) => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
