/** A patient's resources by type, as they came: every one may have any shape. */
export interface PatientRecord {
  readonly patient?: unknown;
  readonly observations?: readonly unknown[];
  readonly conditions?: readonly unknown[];
  readonly questionnaireResponses?: readonly unknown[];
}
