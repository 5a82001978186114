import fc from 'fast-check';
import type { SparseRow } from '../../../features/term-vector.ts';
import { quantise, type Weights } from './weights.ts';

/** Size of the tables below: few enough to read, with more diagnoses than one block's worth of columns. */
export const [nodes, columns, diagnoses, channels] = [40, 45, 41, 4];

/**
 * Entries wherever a small hash says so, some rows empty, values of both signs. The last four columns are the updated
 * prototypes of diagnoses 0, 3, 6 and 9; diagnosis 12 is a candidate with support cases only, 13 without them only.
 */
export function someWeights(): Weights {
  const start = new Int32Array(nodes + 1);
  const column: number[] = [];
  const value: number[] = [];
  for (let node = 0; node < nodes; node++) {
    for (let c = 0; c < columns; c++) {
      if (node % 7 === 0 || (node * 31 + c * 17) % 10 > 2 + (node % 8)) continue;
      column.push(c);
      for (let k = 0; k < channels; k++) value.push((c + k) % 5 === 0 ? 0 : Math.sin(node + 10 * c + 100 * k));
    }
    start[node + 1] = column.length;
  }
  const knowledge = Int32Array.from({ length: diagnoses }, (_, d) => (d === 12 ? -1 : d));
  const support = knowledge.map((own, d) => (d < 12 && d % 3 === 0 ? diagnoses + d / 3 : own));
  support[12] = 12;
  support[13] = -1;
  return quantise({
    columns,
    channels,
    start,
    column: Uint16Array.from(column),
    value: Float32Array.from(value),
    prior: [Math.cos, Math.sin].map((of) =>
      Float32Array.from({ length: columns }, (_, c) => of(c)),
    ) as unknown as Weights['prior'],
    choice: [knowledge, support],
  });
}

/** Tables of any small shape: empty rows, columns that nobody chooses, nodes of one entry. */
export const weightsArbitrary: fc.Arbitrary<Weights> = fc
  .record({ columns: fc.integer({ min: 1, max: 70 }), channels: fc.integer({ min: 1, max: 4 }) })
  .chain(({ columns, channels }) => {
    const entry = fc.array(fc.float({ min: -3, max: 3, noNaN: true }), { minLength: channels, maxLength: channels });
    const row = fc.uniqueArray(fc.record({ column: fc.nat({ max: columns - 1 }), entry }), {
      selector: ({ column }) => column,
      maxLength: columns,
    });
    const chosen = fc.array(fc.integer({ min: -1, max: columns - 1 }), { minLength: 3, maxLength: 3 });
    return fc
      .record({ rows: fc.array(row, { minLength: 1, maxLength: 8 }), knowledge: chosen, support: chosen })
      .map(({ rows, knowledge, support }) => {
        const sorted = rows.map((entries) => entries.toSorted((a, b) => a.column - b.column));
        const start = Int32Array.from({ length: rows.length + 1 }, (_, node) =>
          sorted.slice(0, node).reduce((length, entries) => length + entries.length, 0),
        );
        const line = sorted.flat();
        return quantise({
          columns,
          channels,
          start,
          column: Uint16Array.from(line, (item) => item.column),
          value: Float32Array.from(line.flatMap((item) => item.entry)),
          prior: [
            Float32Array.from({ length: columns }, (_, c) => -c),
            Float32Array.from({ length: columns }, (_, c) => c),
          ],
          choice: [Int32Array.from(knowledge), Int32Array.from(support)],
        });
      });
  });

/** Any patient over the nodes of `someWeights`. */
export const rowArbitrary: fc.Arbitrary<SparseRow> = fc
  .uniqueArray(fc.nat({ max: nodes - 1 }), { maxLength: nodes })
  .chain((chosen) => {
    const length = chosen.length * channels;
    return fc
      .array(fc.float({ min: -4, max: 4, noNaN: true }), { minLength: length, maxLength: length })
      .map((coefficients) => ({ nodes: Int32Array.from(chosen), coefficients: Float32Array.from(coefficients) }));
  });
