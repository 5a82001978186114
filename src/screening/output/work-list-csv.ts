import { type Cell, csvRecord } from './csv.ts';
import { gapText, reasonText, sourcesText } from './reason-text.ts';
import type { Reason, WorkListRow } from './work-list.ts';

/** Columns of `worklist.csv`: name, and the cell of a row. Probabilities run from 0 to 1. */
const columns: readonly (readonly [name: string, cell: (row: WorkListRow, position: number) => Cell])[] = [
  ['position', (_row, position) => position],
  ['patient', ({ patient }) => patient],
  ['sex', ({ sex }) => sex],
  ['age_years', ({ ageYears }) => ageYears && Math.floor(ageYears)],
  ['rare_disease_probability', ({ rareDiseaseProbability }) => rounded(rareDiseaseProbability)],
  ['first_diagnosis', ({ diagnosis }) => diagnosis.label],
  ['first_diagnosis_id', ({ diagnosis }) => diagnosis.id],
  ['first_diagnosis_probability', ({ diagnosis }) => rounded(diagnosis.probability)],
  ['evidence_for', ({ diagnosis }) => diagnosis.for.map(sentence).join(' | ')],
  ['evidence_against', ({ diagnosis }) => diagnosis.against.map(sentence).join(' | ')],
  ['not_on_record', ({ diagnosis }) => diagnosis.notOnRecord.map(gapText).join(' | ')],
  ['also_possible', ({ alsoPossible }) => alsoPossible.map(({ label, id }) => `${label} (${id})`).join(' | ')],
  ['findings', ({ findings }) => findings],
  ['assessed_at', ({ assessedAt }) => assessedAt],
];

/** Spreadsheets take a file without it for one of their own code page. */
const byteOrderMark = '\uFEFF';

export const workListHeader = byteOrderMark + csvRecord(columns.map(([name]) => name));

/** @param position from 1 */
export const workListRecord = (row: WorkListRow, position: number) =>
  csvRecord(columns.map(([, cell]) => cell(row, position)));

const sentence = (reason: Reason) => `${reasonText(reason)} (${sourcesText(reason)})`;

/** To four digits, and never certainty. */
const rounded = (probability: number | undefined) =>
  probability === undefined ? undefined : Math.min(0.9999, Number(probability.toPrecision(4)));
