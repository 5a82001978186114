/** Keeps the first `capacity` items of an order, whatever their number. Memory: `capacity` items. */
export interface BestOf<T> {
  offer(item: T): void;
  /** In order. */
  ranked(): readonly T[];
}

/**
 * @param order negative when `a` comes before `b`, as for `Array.sort`; a total order, or the result depends on the input's
 */
export function bestOf<T>(capacity: number, order: (a: T, b: T) => number): BestOf<T> {
  // A binary heap with the last of the kept items at its root, the one to give way.
  const heap: T[] = [];
  const after = (a: number, b: number) => order(heap[a]!, heap[b]!) > 0;
  const swap = (a: number, b: number) => {
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  };
  const rise = (at: number) => {
    for (let parent = (at - 1) >> 1; at > 0 && after(at, parent); parent = (at - 1) >> 1) {
      swap(at, parent);
      at = parent;
    }
  };
  const sink = (at: number) => {
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let last = at;
      if (left < heap.length && after(left, last)) last = left;
      if (right < heap.length && after(right, last)) last = right;
      if (last === at) return;
      swap(at, last);
      at = last;
    }
  };
  return {
    offer(item) {
      if (heap.length < capacity) {
        heap.push(item);
        rise(heap.length - 1);
      } else if (capacity > 0 && order(item, heap[0]!) < 0) {
        heap[0] = item;
        sink(0);
      }
    },
    ranked: () => heap.toSorted(order),
  };
}
