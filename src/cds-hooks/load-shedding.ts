import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { loopUtilization } from '../http/loop-utilization.ts';

/** Refuses calls that could not be answered in time, before they cost those that can. */
export interface LoadShedding {
  /** @throws HoofbeatsError OVERLOADED when an assessment that began now would hardly be over by the deadline. */
  check(): void;
  /** Counts an assessment until it is over, late or not. */
  watch<T>(assessment: Promise<T>): Promise<T>;
}

export interface LoadSheddingOptions {
  readonly deadlineMs: number;
  /** Calls that were let in, whose assessment has not begun. */
  readonly waiting?: (() => number) | undefined;
  /** Monotonic time in milliseconds. */
  readonly now?: () => number;
  /** Share of the last moments in which the event loop had no pause, 0 to 1. */
  readonly utilization?: () => number;
}

/** Ends from which the pace is read: a model's run answers up to sixteen calls at once. */
const mostEnds = 32;
const fewestEnds = 8;
/** Beyond it the loop is full, and whoever comes waits for those ahead; below, calls wait for others, e.g. an EHR. */
const full = 0.95;
/** The rest of the deadline is for reading and answering. */
const share = 0.8;

/**
 * Little's law: so many assessments ahead, each over so long after the one before. All that are begun are finished, so one
 * that is begun too late delays the others for nothing, and a server at twice its capacity would answer hardly anybody in
 * time. While the loop has pauses nobody is refused, however many wait.
 */
export function loadShedding({
  deadlineMs,
  waiting = () => 0,
  now = () => performance.now(),
  utilization = loopUtilization(),
}: LoadSheddingOptions): LoadShedding {
  let running = 0;
  /** Of this busy period: it is over when nothing runs. */
  let ends: number[] = [];

  function over(): void {
    running -= 1;
    ends = running === 0 ? [] : [...ends.slice(1 - mostEnds), now()];
  }

  /** Milliseconds from the end of one assessment to the next; 0 while too few have ended to tell. */
  const pace = () => (ends.length < fewestEnds ? 0 : (ends.at(-1)! - ends[0]!) / (ends.length - 1));

  return {
    check() {
      if ((waiting() + running + 1) * pace() > deadlineMs * share && utilization() > full)
        throw new HoofbeatsError('OVERLOADED', 'More calls have come than can be answered in time.');
    },
    async watch(assessment) {
      running += 1;
      try {
        return await assessment;
      } finally {
        over();
      }
    },
  };
}
