import { describe, expect, it } from 'vitest';
import { loadShedding } from './load-shedding.ts';

/** A site whose assessments end when the test says so, at a time of the test's. */
function site({ deadlineMs = 400, utilization = 1, waiting = 0 } = {}) {
  let now = 0;
  const open: (() => void)[] = [];
  const shedding = loadShedding({ deadlineMs, waiting: () => waiting, now: () => now, utilization: () => utilization });
  return {
    shedding,
    begin(count = 1) {
      for (let at = 0; at < count; at++) void shedding.watch(new Promise<void>((resolve) => open.push(resolve)));
    },
    /** Ends the oldest ones, each so many milliseconds after the one before. */
    async end(count: number, everyMs: number) {
      for (let at = 0; at < count; at++) {
        now += everyMs;
        open.shift()!();
        await new Promise(setImmediate);
      }
    },
  };
}

describe('load shedding', () => {
  it('admits as many as end before four fifths of the deadline, and refuses the next', async () => {
    const { shedding, begin, end } = site();
    begin(20);
    await end(10, 10);
    // Ten run, each takes ten milliseconds: 31 of them, and one more, are 320 ms.
    begin(21);
    shedding.check();
    begin();
    expect(() => shedding.check()).toThrow(expect.objectContaining({ code: 'OVERLOADED' }));
  });

  it('counts those that wait to be read', async () => {
    const { shedding, begin, end } = site({ waiting: 11 });
    begin(20);
    await end(10, 10);
    begin(10);
    shedding.check();
    begin();
    expect(() => shedding.check()).toThrow(expect.objectContaining({ code: 'OVERLOADED' }));
  });

  it('admits again when those ahead have ended', async () => {
    const { shedding, begin, end } = site();
    begin(60);
    await end(10, 10);
    expect(() => shedding.check()).toThrow();
    await end(20, 10);
    shedding.check();
  });

  it('refuses nobody while the loop has pauses: whoever waits for an EHR is in nobody’s way', async () => {
    const { shedding, begin, end } = site({ utilization: 0.5 });
    begin(200);
    await end(20, 50);
    shedding.check();
  });

  it('refuses nobody before it knows the pace, which is of one busy period', async () => {
    const { shedding, begin, end } = site();
    begin(100);
    await end(7, 100);
    shedding.check();
    await end(93, 100);
    begin(100);
    shedding.check();
  });

  it('follows the pace of the last ends', async () => {
    const { shedding, begin, end } = site();
    begin(200);
    await end(40, 100);
    expect(() => shedding.check()).toThrow();
    await end(40, 1);
    shedding.check();
  });

  it('counts an assessment that fails as over, and lets its error through', async () => {
    const { shedding } = site();
    await expect(shedding.watch(Promise.reject(new Error('no')))).rejects.toThrow('no');
    shedding.check();
  });
});
