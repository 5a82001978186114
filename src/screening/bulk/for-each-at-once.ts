import type { Patience } from './patience.ts';

/**
 * Works on items, some at the same time. When one fails, no other is begun, waits end, and the first failure is thrown
 * after all have come to rest.
 * @param work gets the patience under which it stands
 */
export async function forEachAtOnce<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  { atOnce, patience }: { readonly atOnce: number; readonly patience: Patience },
  work: (item: Item, patience: Patience) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const signal = patience.signal ? AbortSignal.any([patience.signal, stop.signal]) : stop.signal;
  const queue = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async () => {
    try {
      for (let next = await queue.next(); !next.done && !signal.aborted; next = await queue.next())
        await work(next.value, { ...patience, signal });
    } catch (thrown) {
      failures.push(thrown);
      stop.abort();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  await queue.return?.();
  if (failures.length > 0) throw failures[0];
  patience.signal?.throwIfAborted();
}
