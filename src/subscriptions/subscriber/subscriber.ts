import type { NotificationSource } from '../../config/notification-sources.ts';
import type { Route } from '../../http/routes.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Database } from '../../store/open-database.ts';
import { forgetEvents } from './inbox.ts';
import { createIntake } from './intake.ts';
import { intakeRoutes } from './intake-routes.ts';
import type { SourceReader } from './read-source.ts';
import type { WriteSource } from './registration.ts';
import { sourceState } from './source-state.ts';
import { type WatchPorts, watchSource } from './watch-source.ts';
import { catchUp, workEvents } from './work-events.ts';

/** A source with the ways to its server. */
export interface ConnectedSource {
  readonly source: NotificationSource;
  readonly reader: SourceReader;
  readonly write: WriteSource;
}

export interface SubscriberOptions extends Pick<WatchPorts, 'assess' | 'now' | 'onAlarm' | 'onFailure'> {
  readonly db: Database;
  readonly ring: KeyRing;
  readonly sources: readonly ConnectedSource[];
  readonly publicUrl: () => string;
  readonly bodyLimitMb: number;
  readonly onOutcome?: (source: string, outcome: Parameters<NonNullable<WatchPorts['onOutcome']>>[0]) => void;
}

/** The subscriber role: hears of news at its sources, and has the patients assessed. */
export interface Subscriber {
  readonly routes: readonly Route[];
  start(): void;
  /** Resolves when nothing is in flight; what was taken in and not worked on waits for the next start. */
  stop(): Promise<void>;
}

const workEveryMs = 500;
const watchEveryMs = 2_000;
/** Longer than any server repeats a notification. */
const rememberMs = 14 * 24 * 3_600_000;

export function createSubscriber(options: SubscriberOptions): Subscriber {
  const { db, ring, sources, publicUrl, bodyLimitMb, assess, now, onOutcome, onAlarm, onFailure } = options;
  const loops = new Set<Loop>();
  const intake = createIntake({ db, ring, now, wake: () => {} });
  const begin = ({ source, reader, write }: ConnectedSource) => {
    const ports: WatchPorts = {
      ...{ db, ring, reader, write, publicUrl, intake, assess, now, onAlarm, onFailure },
      onOutcome: (outcome) => onOutcome?.(source.id, outcome),
    };
    loops.add(loop(workEveryMs, () => workEvents(source, ports), onFailure));
    loops.add(loop(watchEveryMs, () => watchSource(source, ports), onFailure));
    const { polling } = source;
    if (polling) loops.add(loop(watchEveryMs, () => pollWhenDue(source, polling.everySeconds, ports), onFailure));
  };
  return {
    routes: intakeRoutes({ sources: sources.map(({ source }) => source), intake, bodyLimitMb }),
    start() {
      for (const source of sources) begin(source);
      loops.add(
        loop(3_600_000, () => forgetEvents(new Date(now().getTime() - rememberMs).toISOString(), db), onFailure),
      );
    },
    async stop() {
      await Promise.all(Array.from(loops, (each) => each.stop()));
      await intake.drained();
    },
  };
}

async function pollWhenDue(source: NotificationSource, everySeconds: number, ports: WatchPorts): Promise<void> {
  const { searchedUntil } = await sourceState(source.id, ports.db);
  const due = searchedUntil === undefined ? 0 : Date.parse(searchedUntil) + everySeconds * 1000;
  if (due <= ports.now().getTime()) await catchUp(source, ports);
}

interface Loop {
  stop(): Promise<void>;
}

/** Does a piece of work again and again, one after the other, with a pause between. */
function loop(everyMs: number, work: () => Promise<unknown>, onFailure: (thrown: unknown) => void): Loop {
  let stopped = false;
  let alarm: NodeJS.Timeout;
  let running: Promise<unknown> | undefined;
  const turn = () => {
    running = work()
      .catch(onFailure)
      .finally(() => {
        if (!stopped) alarm = setTimeout(turn, everyMs);
      });
  };
  alarm = setTimeout(turn, 0);
  return {
    async stop() {
      stopped = true;
      clearTimeout(alarm);
      await running;
    },
  };
}
