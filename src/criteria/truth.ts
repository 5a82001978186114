import type { Bilingual } from './definition.ts';

/** Three-valued logic (Kleene): what is not known may turn out either way. */
export type Truth = boolean | 'unknown';

/** One fact that a verdict rests on, with where it was read. */
export interface CriterionEvidence {
  readonly text: Bilingual;
  /** Relative reference of the resource, e.g. `Observation/123`. */
  readonly reference?: string;
  /** FHIR date of the fact. */
  readonly date?: string;
  /** As reported. */
  readonly value?: string;
  /** UCUM unit of `value`. */
  readonly unit?: string;
}

/** Something that would have to be known, and the LOINC codes that would tell it. */
export interface MissingEvidence {
  readonly text: Bilingual;
  readonly loinc?: readonly string[];
}

/** The truth of an expression, born with its reasons. */
export interface Judged {
  readonly truth: Truth;
  /** What makes it true or false. */
  readonly evidence: readonly CriterionEvidence[];
  /** What keeps it from being decided, or would refine it. */
  readonly missing: readonly MissingEvidence[];
}

export const unknownFor = (...missing: readonly MissingEvidence[]): Judged => ({
  truth: 'unknown',
  evidence: [],
  missing,
});

const are = (parts: readonly Judged[], truth: Truth) => parts.filter((part) => part.truth === truth);

/** All reasons of some parts, together. */
export function joined(truth: Truth, parts: readonly Judged[], missing: readonly Judged[] = []): Judged {
  return {
    truth,
    evidence: parts.flatMap(({ evidence }) => evidence),
    missing: missing.flatMap((part) => part.missing),
  };
}

/** True where at least `least` parts are true; false where no more than that can become true. */
export function atLeast(least: number, parts: readonly Judged[]): Judged {
  const [yes, open] = [are(parts, true), are(parts, 'unknown')];
  if (yes.length >= least) return joined(true, yes);
  if (yes.length + open.length < least) return joined(false, are(parts, false));
  return joined('unknown', yes, open);
}

export const and = (parts: readonly Judged[]): Judged => atLeast(parts.length, parts);

export const or = (parts: readonly Judged[]): Judged => atLeast(1, parts);

/** `or` of those parts that can be assessed: whoever had one of several tests is judged by that one. */
export function anyAssessed(parts: readonly Judged[]): Judged {
  const known = parts.filter(({ truth }) => truth !== 'unknown');
  return or(known.length > 0 ? known : parts);
}

export function not({ truth, evidence, missing }: Judged): Judged {
  return { truth: truth === 'unknown' ? truth : !truth, evidence, missing };
}

/** Whether it could be decided at all, either way. */
export function assessed({ truth }: Judged): Judged {
  return { truth: truth !== 'unknown', evidence: [], missing: [] };
}
