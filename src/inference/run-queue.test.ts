import { describe, expect, it } from 'vitest';
import type { SparseRow } from '../features/term-vector.ts';
import { createRunQueue, type RunQueueLimits } from './run-queue.ts';

/** A row that is known by its only node; its scores are that node and the one after it. */
const row = (node: number): SparseRow => ({ nodes: Int32Array.of(node), coefficients: new Float32Array(1) });

function queueOf(limits: Partial<RunQueueLimits> = {}, fail?: Error) {
  const runs: { readonly nodes: readonly number[]; readonly withoutSupport: boolean }[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const queue = createRunQueue(
    async (rows, withoutSupport) => {
      const nodes = rows.map((one) => one.nodes[0]!);
      runs.push({ nodes, withoutSupport });
      if (runs.length === 1) await held;
      if (fail && runs.length === 1) throw fail;
      return Float32Array.from(nodes.flatMap((node) => [node, node + 0.5]));
    },
    2,
    { depth: 100, ageMs: 1000, ...limits },
  );
  return { runs, queue, release };
}

const until = (condition: () => boolean) => expect.poll(condition, { interval: 1 }).toBe(true);

describe('the queue of runs', () => {
  it('puts what waits into one run, and gives everybody their own rows', async () => {
    const { runs, queue, release } = queueOf();
    const first = queue.add([row(1)], false);
    await until(() => runs.length === 1);
    const others = [queue.add([row(2), row(3)], false), queue.add([row(4)], false)];
    release();
    expect((await Promise.all([first, ...others])).map((scores) => [...scores])).toEqual([
      [1, 1.5],
      [2, 2.5, 3, 3.5],
      [4, 4.5],
    ]);
    expect(runs.map(({ nodes }) => nodes)).toEqual([[1], [2, 3, 4]]);
  });

  it('does not mix modes, and fills a run with what fits, oldest first', async () => {
    const { runs, queue, release } = queueOf();
    const first = queue.add([row(0)], false);
    await until(() => runs.length === 1);
    const ten = (start: number) => Array.from({ length: 10 }, (_, at) => row(start + at));
    const others = [queue.add(ten(10), false), queue.add([row(1)], true), queue.add(ten(20), false)];
    others.push(queue.add([row(2)], false));
    release();
    await Promise.all([first, ...others]);
    expect(runs.map(({ nodes, withoutSupport }) => [nodes.length, withoutSupport])).toEqual([
      [1, false],
      [11, false],
      [1, true],
      [10, false],
    ]);
  });

  it('refuses what comes when too much waits, and what has waited too long', async () => {
    const { runs, queue, release } = queueOf({ depth: 1, ageMs: 20 });
    const first = queue.add([row(1)], false);
    await until(() => runs.length === 1);
    const second = queue.add([row(2)], false);
    await expect(queue.add([row(3)], false)).rejects.toMatchObject({ code: 'OVERLOADED', log: { limit: 'depth' } });
    const refused = expect(second).rejects.toMatchObject({ code: 'OVERLOADED', log: { limit: 'age' } });
    await new Promise((resolve) => setTimeout(resolve, 30));
    release();
    await first;
    await refused;
    expect(runs).toHaveLength(1);
  });

  it('tells everybody of a run that failed, and goes on', async () => {
    const { queue, release } = queueOf({}, new Error('no'));
    const both = [queue.add([row(1)], false), queue.add([row(2)], false)];
    release();
    for (const one of both) await expect(one).rejects.toThrow('no');
    expect([...(await queue.add([row(3)], false))]).toEqual([3, 3.5]);
  });
});
