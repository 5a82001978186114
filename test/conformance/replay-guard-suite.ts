import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReplayGuard } from '../../src/http/trust/replay-guard.ts';

/**
 * What every replay guard must do. Call it inside a `describe`.
 * @param open - opens the guard under test, anew at each call, on the same memory
 */
export function replayGuardSuite(open: () => Promise<ReplayGuard>): void {
  let guard: ReplayGuard;
  beforeAll(async () => {
    guard = await open();
  });
  afterAll(() => guard.close());
  const key = () => randomUUID();

  it('J9: a key is new once', async () => {
    const one = key();
    expect(await guard.firstUse(one, 60)).toBe(true);
    expect(await guard.firstUse(one, 60)).toBe(false);
    expect(await guard.firstUse(one, 60)).toBe(false);
  });

  it('is ready', async () => {
    await guard.ready();
  });

  it('J9: keys do not disturb each other', async () => {
    const keys = Array.from({ length: 2500 }, key);
    for (const one of keys) expect(await guard.firstUse(one, 60)).toBe(true);
    expect(await guard.firstUse(keys[0]!, 60)).toBe(false);
    expect(await guard.firstUse(keys.at(-1)!, 60)).toBe(false);
  });

  it('J9: of many who ask at once, one is first', async () => {
    const one = key();
    const answers = await Promise.all(Array.from({ length: 50 }, () => guard.firstUse(one, 60)));
    expect(answers.filter((first) => first)).toHaveLength(1);
  });

  it('J9: a key is forgotten when its time is over, and a repeated use does not prolong it', async () => {
    const one = key();
    expect(await guard.firstUse(one, 2)).toBe(true);
    await sleep(300);
    expect(await guard.firstUse(one, 60)).toBe(false);
    await sleep(1900);
    expect(await guard.firstUse(one, 1)).toBe(true);
  });

  it('J9: takes fractions of a second', async () => {
    const one = key();
    expect(await guard.firstUse(one, 0.4)).toBe(true);
    expect(await guard.firstUse(one, 0.4)).toBe(false);
  });
}
