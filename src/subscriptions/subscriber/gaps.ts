/** Numbers of events that have not been heard, both included. */
export interface Gap {
  readonly from: number;
  readonly until: number;
}

export interface Counted {
  /** Events up to this number have all been heard. */
  readonly contiguous: number;
  /** The first hole after it. */
  readonly gap?: Gap;
}

/**
 * How far the events of a subscription have been heard without a hole (S8).
 * @param heard numbers above `contiguous`, in their order
 * @param announced events that the server says there have been
 */
export function countEvents(contiguous: number, heard: readonly number[], announced: number): Counted {
  let last = contiguous;
  for (const number of heard) {
    if (number > last + 1) return { contiguous: last, gap: { from: last + 1, until: number - 1 } };
    last = Math.max(last, number);
  }
  return announced > last ? { contiguous: last, gap: { from: last + 1, until: announced } } : { contiguous: last };
}
