import { type EventLoopUtilization, performance } from 'node:perf_hooks';

/** Long enough for a pause to show, short enough to notice the end of a rush. */
const momentMs = 250;

/**
 * Share of the last moment in which the event loop had no pause, 0 to 1.
 * @returns a function that tells it; the first moment begins when it is first asked
 */
export function loopUtilization(): () => number {
  let before: EventLoopUtilization | undefined;
  let since = 0;
  let utilization = 0;
  return () => {
    if (before && performance.now() - since < momentMs) return utilization;
    const after = performance.eventLoopUtilization();
    if (before) ({ utilization } = performance.eventLoopUtilization(after, before));
    before = after;
    since = performance.now();
    return utilization;
  };
}
