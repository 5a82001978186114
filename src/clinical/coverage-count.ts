import type { Coverage, UnmappedCode } from './case.ts';
import type { Reading } from './reading.ts';

/** Counts what became of the resources. Sorted, so that the order of the input leaves no trace. */
export function countCoverage(readings: readonly Reading[]): Coverage {
  const ignored = new Map<string, number>();
  const unmapped = new Map<string, UnmappedCode>();
  let mapped = 0;
  for (const reading of readings) {
    if (reading.kind === 'mapped') mapped += 1;
    else if (reading.kind === 'ignored') ignored.set(reading.reason, (ignored.get(reading.reason) ?? 0) + 1);
    else {
      const { system, code, display } = reading.coding;
      // Without a code, the words are all there is to tell rows apart.
      const key = code === '' ? `${system}||${display}` : `${system}|${code}`;
      const known = unmapped.get(key);
      // The same code may come with several displays; the smallest one does not depend on the order.
      const name = known === undefined || display < known.display ? display : known.display;
      unmapped.set(key, { system, code, display: name, count: (known?.count ?? 0) + 1 });
    }
  }
  return {
    total: readings.length,
    mapped,
    ignored: Object.fromEntries([...ignored].sort(([a], [b]) => (a < b ? -1 : 1))),
    unmapped: [...unmapped.values()].sort(byCount),
  };
}

function byCount(a: UnmappedCode, b: UnmappedCode): number {
  if (a.count !== b.count) return b.count - a.count;
  const [keyA, keyB] = [`${a.system}|${a.code}|${a.display}`, `${b.system}|${b.code}|${b.display}`];
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}
