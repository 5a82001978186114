import type { Clock } from '../bulk/patience.ts';

/** Keeps requests apart, whoever makes them. */
export interface Pacer {
  /** Resolves when the next request may be sent. */
  turn(signal?: AbortSignal): Promise<void>;
  /** The server has asked everybody to wait so long, in milliseconds. */
  hold(ms: number): void;
}

/** @param perMinute requests a minute, evenly spread */
export function pacer(perMinute: number, { now, sleep }: Clock): Pacer {
  const apart = 60_000 / perMinute;
  let next = Number.NEGATIVE_INFINITY;
  return {
    async turn(signal) {
      const time = now();
      const slot = Math.max(time, next);
      next = slot + apart;
      if (slot > time) await sleep(slot - time, signal);
    },
    hold(ms) {
      next = Math.max(next, now() + ms);
    },
  };
}
