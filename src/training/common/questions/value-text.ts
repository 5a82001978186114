/** Words for one value of an evidence. */
export interface ValueText {
  /** As in the source, e.g. `V_89`. */
  readonly value: string;
  readonly en: string;
  readonly es: string;
}
