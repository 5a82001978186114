import type { EvidenceAnswer } from '../evidence-answer.ts';
import { type AnswerTerm, excludedByNo, impliedByYes } from './answer-terms.ts';
import type { AnswerValue } from './given-answer.ts';

/** Values by which DDXPlus says no where it offers a choice: nowhere, and no. */
const denials: ReadonlySet<string> = new Set(['V_123', 'V_10']);
/** None of the values that are offered: neither yes nor no to the evidence. */
const noneOfThese = 'V_11';

/** Whether the answer, whatever it is, amounts to yes or to no; undefined when it does not tell. */
export function verdictOf(values: readonly AnswerValue[]): boolean | undefined {
  const verdicts = values.map(verdictOfValue);
  return verdicts.includes(true) ? true : verdicts.includes(false) ? false : undefined;
}

function verdictOfValue(value: AnswerValue): boolean | undefined {
  switch (value.kind) {
    case 'boolean':
      return value.value;
    case 'number':
      return value.value > 0;
    case 'option':
      return value.code === noneOfThese ? undefined : !denials.has(value.code);
    case 'words':
      return undefined;
  }
}

/** A term that an answer lets one say. */
export interface AnsweredTerm {
  readonly term: string;
  readonly status: 'present' | 'excluded';
  /** Of a present term, e.g. `history`. */
  readonly certainty?: string;
}

/**
 * The terms that follow from an answer. That a value was not chosen does not deny it: nobody goes through 165 parts of
 * the body.
 */
export function termsOf(values: readonly AnswerValue[], rows: readonly AnswerTerm[]): readonly AnsweredTerm[] {
  const verdict = verdictOf(values);
  const chosen = new Set(values.flatMap((value) => (value.kind === 'option' ? [value.code] : [])));
  return rows.flatMap((row): readonly AnsweredTerm[] => {
    const holds = row.value === undefined ? verdict : chosen.has(row.value) || undefined;
    if (holds === true && impliedByYes(row)) {
      const { term, certainty } = row;
      return [{ term, status: 'present', ...(certainty !== undefined && { certainty }) }];
    }
    if (holds === false && excludedByNo(row)) return [{ term: row.term, status: 'excluded' }];
    return [];
  });
}

/** The answer as DDXPlus writes it: yes and no without values, anything else as the values that were given. */
export function evidenceOf(values: readonly AnswerValue[]): Pick<EvidenceAnswer, 'status' | 'values'> {
  const [first] = values;
  if (first?.kind === 'boolean') return { status: first.value ? 'present' : 'excluded' };
  const given = values.flatMap((value) =>
    value.kind === 'option' ? [value.code] : value.kind === 'number' ? [String(value.value)] : [],
  );
  return { status: 'present', values: [...new Set(given)].sort() };
}

/** The answer in words, as a source shows it. */
export function wordsOf(values: readonly AnswerValue[]): string {
  return values.map(wordsOfValue).join(', ');
}

function wordsOfValue(value: AnswerValue): string {
  switch (value.kind) {
    case 'boolean':
      return value.value ? 'yes' : 'no';
    case 'number':
      return String(value.value);
    case 'option':
      return value.display;
    case 'words':
      return value.text;
  }
}
