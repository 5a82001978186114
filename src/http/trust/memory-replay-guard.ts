import type { ReplayGuard } from './replay-guard.ts';

/** Keys between two sweeps. */
const sweepEvery = 1000;

/** A replay guard for one process. `now` is in milliseconds. */
export function memoryReplayGuard(now: () => number = Date.now): ReplayGuard {
  const expiries = new Map<string, number>();
  let untilSweep = sweepEvery;
  const sweep = (at: number) => {
    untilSweep = sweepEvery;
    for (const [key, expiry] of expiries) if (expiry <= at) expiries.delete(key);
  };
  return {
    async firstUse(key, seconds) {
      const at = now();
      if (--untilSweep <= 0) sweep(at);
      if ((expiries.get(key) ?? 0) > at) return false;
      expiries.set(key, at + seconds * 1000);
      return true;
    },
    async ready() {},
    async close() {
      expiries.clear();
    },
  };
}
