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

/** An answer, with its reasons; they are put into words when they are asked for, since most answers need none. */
export interface Judged {
  readonly truth: Truth;
  /** What makes it true or false. */
  readonly evidence: () => readonly CriterionEvidence[];
  /** What keeps it from being decided, or would refine it. */
  readonly missing: () => readonly MissingEvidence[];
}

/** What can be asked of a patient again and again; `Of` is what is known of them. */
export interface Question<Of> {
  readonly truth: (of: Of) => Truth;
  readonly evidence: (of: Of) => readonly CriterionEvidence[];
  readonly missing: (of: Of) => readonly MissingEvidence[];
}

export const nothing = (): readonly never[] => [];

export function judged(truth: Truth, evidence: Judged['evidence'] = nothing): Judged {
  return { truth, evidence, missing: nothing };
}

export function unknownFor(missing: () => MissingEvidence): Judged {
  return { truth: 'unknown', evidence: nothing, missing: () => [missing()] };
}

/** Parts with a truth of their own for the whole: what agrees with it, or could still lead to it, is the reason. */
function combined<Of>(parts: readonly Question<Of>[], truth: (of: Of) => Truth): Question<Of> {
  const are = (of: Of, wanted: Truth) => parts.filter((part) => part.truth(of) === wanted);
  return {
    truth,
    evidence: (of) => are(of, truth(of) !== false).flatMap((part) => part.evidence(of)),
    missing: (of) => (truth(of) === 'unknown' ? are(of, 'unknown').flatMap((part) => part.missing(of)) : []),
  };
}

/** True where at least `least` parts are true; false where no more than that can become true. */
export function atLeast<Of>(least: number, parts: readonly Question<Of>[]): Question<Of> {
  return combined(parts, (of) => {
    let yes = 0;
    let possible = parts.length;
    for (const part of parts) {
      const truth = part.truth(of);
      if (truth === true) yes += 1;
      if (truth === false) possible -= 1;
      if (yes >= least) return true;
      if (possible < least) return false;
    }
    return 'unknown';
  });
}

export const and = <Of>(parts: readonly Question<Of>[]): Question<Of> => atLeast(parts.length, parts);

export const or = <Of>(parts: readonly Question<Of>[]): Question<Of> => atLeast(1, parts);

/** `or` of those parts that can be assessed: whoever had one of several tests is judged by that one. */
export function anyAssessed<Of>(parts: readonly Question<Of>[]): Question<Of> {
  return combined(parts, (of) => {
    let known = false;
    for (const part of parts) {
      const truth = part.truth(of);
      if (truth === true) return true;
      if (truth === false) known = true;
    }
    return known ? false : 'unknown';
  });
}

export function not<Of>({ truth, evidence, missing }: Question<Of>): Question<Of> {
  return { truth: (of) => opposite(truth(of)), evidence, missing };
}

const opposite = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth);

/** Whether it could be decided at all, either way. */
export function assessed<Of>({ truth }: Question<Of>): Question<Of> {
  return { truth: (of) => truth(of) !== 'unknown', evidence: nothing, missing: nothing };
}
