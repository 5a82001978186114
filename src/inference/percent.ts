/** A share as a whole percentage; never certainty: `<1 %` and `>99 %` are the ends. */
export function percent(share: number): string {
  return share < 0.01 ? '<1 %' : share > 0.99 ? '>99 %' : `${Math.round(share * 100)} %`;
}
