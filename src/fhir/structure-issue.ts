/** What is wrong with the shape of an input, where, and what was done about it. Never holds values of the input. */
export interface StructureIssue {
  readonly severity: 'information' | 'warning';
  /** Stable kebab-case name. */
  readonly code: string;
  readonly text: string;
  /** FHIRPath-like place, e.g. `Bundle.entry[3].resource`. */
  readonly expression: string;
}
