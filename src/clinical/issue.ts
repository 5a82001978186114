/** Something about the data that a clinician or integrator should know. Shown with the result, never thrown. */
export interface Issue {
  readonly severity: 'information' | 'warning';
  /** Stable kebab-case name, e.g. `future-date`, `implausible-value`, `obsolete-term`. */
  readonly code: string;
  /** One sentence: what, where, and what was done about it. */
  readonly text: string;
  /** The resource it concerns, e.g. `Observation/123`. */
  readonly reference?: string;
  /** The element it concerns, FHIRPath-like, e.g. `Observation.valueQuantity.unit`. */
  readonly expression?: string;
}
