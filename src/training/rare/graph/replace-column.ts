import type { Column } from '../ranker/columns.ts';
import { type Mode, type Weights, withoutEmptyEntries, writeRow } from './weights.ts';

/**
 * The weights with one column changed or, where `place` is the number of columns, added. Only the rows of nodes that the
 * old or the new column has are quantised anew; all others keep their bits.
 */
export function replaceColumn(weights: Weights, place: number, { nodes, prior }: Column): Weights {
  const { channels, start, column, code, scale } = weights;
  const nodeCount = start.length - 1;
  const most = column.length + nodes.size;
  const priorOf = (mode: Mode) =>
    Float32Array.from({ length: Math.max(weights.columns, place + 1) }, (_, at) =>
      at === place ? prior[mode] : weights.prior[mode][at]!,
    );
  const next = {
    ...weights,
    columns: Math.max(weights.columns, place + 1),
    start: new Int32Array(start.length),
    column: new Uint16Array(most),
    code: new Int8Array(most * channels),
    scale: scale.slice(),
    prior: [priorOf(0), priorOf(1)] as const,
  };
  let entries = 0;
  for (let node = 0; node < nodeCount; node++) {
    const [from, to] = [start[node]!, start[node + 1]!];
    const own = nodes.get(node);
    const old = column.subarray(from, to).indexOf(place);
    if (own === undefined && old < 0) {
      next.column.set(column.subarray(from, to), entries);
      next.code.set(code.subarray(from * channels, to * channels), entries * channels);
      entries += to - from;
    } else {
      const kept = Array.from({ length: to - from }, (_, i) => i).filter((i) => i !== old);
      const valueAt = (i: number) =>
        Array.from({ length: channels }, (_, k) => code[(from + i) * channels + k]! * scale[node * channels + k]!);
      const row = kept.map((i) => ({ column: column[from + i]!, values: valueAt(i) }));
      if (own) row.push({ column: place, values: [...own] });
      row.sort((a, b) => a.column - b.column);
      row.forEach((entry, i) => {
        next.column[entries + i] = entry.column;
      });
      const values = Float32Array.from(row.flatMap((entry) => entry.values));
      writeRow(next, node, entries, values);
      entries += row.length;
    }
    next.start[node + 1] = entries;
  }
  return withoutEmptyEntries(next);
}

/** The weights after a diagnosis has got another column to speak for it with support; a new diagnosis has none without. */
export function chooseColumn(weights: Weights, diagnosis: number, column: number): Weights {
  const [alone, supported] = weights.choice;
  const longer = (choice: Int32Array) =>
    Int32Array.from({ length: Math.max(choice.length, diagnosis + 1) }, (_, place) => choice[place] ?? -1);
  const updated = longer(supported);
  updated[diagnosis] = column;
  return { ...weights, choice: [longer(alone), updated] };
}
