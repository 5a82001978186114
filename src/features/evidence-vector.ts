import type { Sex } from '../clinical/case.ts';
import type { EvidenceVocabulary } from './evidence-vocabulary.ts';

/** States of an evidence in `EvidenceRecord.states`. */
export const unknown = 0;
export const present = 1;
export const absent = 2;

/** What is known of a patient, as the common-disease model may use it. */
export interface EvidenceRecord {
  /** One state per evidence of the vocabulary. */
  readonly states: Uint8Array;
  /** Columns of the values given for present evidences. */
  readonly values: readonly number[];
  readonly ageYears?: number | undefined;
  readonly sex?: Sex | undefined;
  /**
   * Whether the record lists what is present and leaves out the rest, unmarked: then an evidence that it does not mention
   * is less likely there. A health record or questionnaire is no such list: what it does not mention is unknown.
   */
  readonly listed: boolean;
}

/** Nothing known but age and sex. */
export function emptyRecord(
  { evidences }: EvidenceVocabulary,
  subject: Pick<EvidenceRecord, 'ageYears' | 'sex'> = {},
): EvidenceRecord {
  return { states: new Uint8Array(evidences.length), values: [], ...subject, listed: false };
}

/**
 * The columns of a row that are 1; all others are 0. A follow-up that is present makes its parent present, and a parent
 * that is absent leaves nothing to say of its follow-ups.
 */
export function activeColumns(record: EvidenceRecord, vocabulary: EvidenceVocabulary): Int32Array {
  const { evidences, ageEdges, columns } = vocabulary;
  const states = closeOverParents(record.states, vocabulary);
  const active: number[] = [];
  for (let place = 0; place < states.length; place++) {
    const state = states[place];
    if (state === present) active.push(place);
    else if (state === absent) {
      const { parent } = evidences[place]!;
      if (parent === undefined || states[parent] === present) active.push(columns.absent + place);
    }
  }
  active.push(...record.values);
  const { ageYears, sex } = record;
  if (ageYears !== undefined) {
    for (let edge = 0; edge < ageEdges.length && ageYears >= ageEdges[edge]!; edge++) active.push(columns.age + edge);
  }
  if (sex !== undefined) active.push(columns.sex + (sex === 'female' ? 0 : 1));
  if (record.listed) active.push(columns.listed);
  return Int32Array.from(active);
}

/** The states with every parent of a present follow-up present. Copies only when it must. */
function closeOverParents(states: Uint8Array, { evidences, followUps }: EvidenceVocabulary): Uint8Array {
  let closed = states;
  for (const [parent, below] of followUps) {
    if (closed[parent] === present || !below.some((place) => states[place] === present)) continue;
    if (closed === states) closed = states.slice();
    for (let at: number | undefined = parent; at !== undefined; at = evidences[at]!.parent) closed[at] = present;
  }
  return closed;
}

/** A batch of rows as the dense tensor that the graph takes: 0 or 1, row by row. */
export function denseRows(rows: readonly Int32Array[], width: number): Float32Array {
  const dense = new Float32Array(rows.length * width);
  rows.forEach((columns, row) => {
    for (const column of columns) dense[row * width + column] = 1;
  });
  return dense;
}
