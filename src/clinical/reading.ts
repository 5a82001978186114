import type { CodingRead } from '../fhir/coding.ts';
import type { Assertion } from './assertion.ts';
import type { KnownDiagnosis } from './case.ts';
import type { EvidenceAnswer } from './evidence-answer.ts';
import type { IgnoreReason } from './ignore-reason.ts';

/** What became of one resource, or of one component of it. */
export type Reading =
  | {
      readonly kind: 'mapped';
      readonly assertions: readonly Assertion[];
      readonly diagnosis?: KnownDiagnosis;
      /** Of a response to the symptom questionnaire. */
      readonly answers?: readonly EvidenceAnswer[];
    }
  | { readonly kind: 'ignored'; readonly reason: IgnoreReason }
  | { readonly kind: 'unmapped'; readonly coding: CodingRead };

export function ignored(reason: IgnoreReason): Reading {
  return { kind: 'ignored', reason };
}

/** The coding by which something not understood is counted: the first with a code, else its words. */
export function unmapped(codings: readonly CodingRead[], text: string | undefined): Reading {
  const coding = codings.find(({ code }) => code !== '') ?? codings[0];
  return { kind: 'unmapped', coding: coding ?? { system: '', code: '', display: text ?? '' } };
}

/**
 * One reading for a resource with several parts (components of a panel). Mapped if any part is; what is not understood
 * is not hidden by what was set aside.
 */
export function combine(parts: readonly Reading[]): Reading {
  const mapped = parts.filter((part) => part.kind === 'mapped');
  if (mapped.length > 0) {
    const diagnosis = mapped.find((part) => part.diagnosis !== undefined)?.diagnosis;
    const assertions = mapped.flatMap((part) => part.assertions);
    return diagnosis === undefined ? { kind: 'mapped', assertions } : { kind: 'mapped', assertions, diagnosis };
  }
  return parts.find((part) => part.kind === 'unmapped') ?? parts[0] ?? ignored('no-value');
}
