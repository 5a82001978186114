/** The most that servers give on one page (Oracle: 200; Epic: 1000). */
const pageSize = 200;

/**
 * What is read of one patient, relative to the base URL; `{id}` is the patient's id. Epic answers no search for
 * Observations without a category, and searches problems and encounter diagnoses apart.
 */
export const crawlQueries = [
  'Patient/{id}',
  `Condition?patient={id}&category=problem-list-item&_count=${pageSize}`,
  `Condition?patient={id}&category=encounter-diagnosis&_count=${pageSize}`,
  `Observation?patient={id}&category=laboratory&_count=${pageSize}`,
  `Observation?patient={id}&category=vital-signs&_count=${pageSize}`,
] as const;

/** R4 §2.24.0.1 id, alone or as a reference, relative or absolute. */
const patientReference = /^(?:(?:https?:\/\/\S+\/)?Patient\/)?([A-Za-z0-9\-.]{1,64})$/;

/** The id that a line of a list of patients means. */
export function patientId(text: string): string | undefined {
  return patientReference.exec(text.trim())?.[1];
}
