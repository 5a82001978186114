import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createBackgroundWork } from './background-work.ts';
import { withDeadline } from './deadline.ts';

describe('withDeadline', () => {
  it('passes on what is in time', async () => {
    expect(await withDeadline(Promise.resolve(7), 50)).toEqual({ late: false, value: 7 });
  });

  it('passes on a failure in time', async () => {
    await expect(withDeadline(Promise.reject(new Error('no')), 50)).rejects.toThrow('no');
  });

  it('gives up on what is late', async () => {
    expect(await withDeadline(sleep(200), 5)).toEqual({ late: true });
  });
});

describe('background work', () => {
  it('is full at its limit, until something is finished', async () => {
    const background = createBackgroundWork(2);
    const work = [sleep(5), sleep(5)];
    expect(background.full).toBe(false);
    for (const piece of work) background.take(piece, () => {});
    expect(background.full).toBe(true);
    await background.drained();
    expect(background.full).toBe(false);
  });

  it('is waited for, and its failures are heard', async () => {
    const background = createBackgroundWork();
    const failures: unknown[] = [];
    let done = false;
    background.take(
      sleep(10).then(() => (done = true)),
      (thrown) => failures.push(thrown),
    );
    background.take(Promise.reject(new Error('late')), (thrown) => failures.push(thrown));
    await background.drained();
    expect(done).toBe(true);
    expect(failures).toEqual([new Error('late')]);
  });
});
