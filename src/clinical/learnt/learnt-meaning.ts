import type { PartialDate } from '../../fhir/date.ts';
import type { Assertion } from '../assertion.ts';
import type { FindingSource } from '../finding.ts';
import { readable } from '../measured.ts';
import type { Reading } from '../reading.ts';

/** What the rules make of all results of a form whose numbers lie in one stretch. */
export type LearntMeaning =
  | { readonly kind: 'mapped'; readonly pieces: readonly Piece[] }
  | Exclude<Reading, { readonly kind: 'mapped' }>
  /** They also have something to say of the resource itself, which another one would not share. */
  | { readonly kind: 'particular' };

/** An assertion without what is particular to its resource: reference, date and number. */
interface Piece extends Pick<Assertion, 'term' | 'label' | 'status' | 'origin'> {
  readonly display: string;
  /** Whether the number is shown with it, and in which unit. */
  readonly valued: boolean;
  readonly unit: string | undefined;
  readonly derivation: string;
}

const particular: LearntMeaning = { kind: 'particular' };

/** What a reading of `value` says of its whole stretch. */
export function meaningOf(reading: Reading, value: number): LearntMeaning {
  if (reading.kind !== 'mapped') return reading;
  if (reading.diagnosis !== undefined) return particular;
  const text = readable(value);
  const pieces: Piece[] = [];
  for (const { source, term, label, status, origin } of reading.assertions) {
    const { display, value: shown, unit, derivation, certainty } = source;
    if (certainty !== undefined || (shown !== undefined && shown !== text)) return particular;
    pieces.push({ term, label, status, origin, display, valued: shown !== undefined, unit, derivation });
  }
  return { kind: 'mapped', pieces };
}

/** Two readings that complain of their resources are never taken for one. */
export const isSameMeaning = (one: LearntMeaning, other: LearntMeaning): boolean =>
  one.kind !== 'particular' && JSON.stringify(one) === JSON.stringify(other);

/** The reading of one resource of the stretch. Its members stand in the order in which `assertTerm` writes them. */
export function readingOf(
  meaning: Exclude<LearntMeaning, { readonly kind: 'particular' }>,
  reference: string,
  date: PartialDate | undefined,
  value: number,
): Reading {
  if (meaning.kind !== 'mapped') return meaning;
  const text = readable(value);
  const assertions = meaning.pieces.map((piece): Assertion => {
    const { term, label, status, origin } = piece;
    const source = sourceOf(piece, reference, date, text);
    return date === undefined
      ? { term, label, status, origin, source }
      : { term, label, status, origin, instant: date.start, source };
  });
  return { kind: 'mapped', assertions };
}

// Built member by member: spreading the optional ones takes longer than all the rest of a reading.
function sourceOf(
  { display, valued, unit, derivation }: Piece,
  reference: string,
  date: PartialDate | undefined,
  text: string,
): FindingSource {
  const source: { -readonly [Key in keyof FindingSource]?: FindingSource[Key] } = { reference, display };
  if (date !== undefined) source.date = date.text;
  if (valued) source.value = text;
  if (unit !== undefined) source.unit = unit;
  source.derivation = derivation;
  return source as FindingSource;
}

/** The meaning of a reading that came with issues. */
export const particularMeaning = particular;
