import type { NotificationSource } from '../../config/notification-sources.ts';
import type { Route } from '../../http/routes.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Database } from '../../store/open-database.ts';
import { forgetEvents, releaseEvents } from './inbox.ts';
import { createIntake, type IntakePorts } from './intake.ts';
import { intakeRoutes } from './intake-routes.ts';
import type { SourceReader } from './read-source.ts';
import type { WriteSource } from './registration.ts';
import { changeSource, sourceState } from './source-state.ts';
import { type WatchPorts, watchSource } from './watch-source.ts';
import { catchUp, type Outcome, workEvents } from './work-events.ts';

/** A source with the ways to its server. */
export interface ConnectedSource {
  readonly source: NotificationSource;
  readonly reader: SourceReader;
  /** The server that holds the records, where it is another. */
  readonly records?: SourceReader;
  readonly write: WriteSource;
}

export interface SubscriberOptions extends Pick<WatchPorts, 'assess' | 'now' | 'onAlarm' | 'onFailure'> {
  readonly db: Database;
  readonly ring: KeyRing;
  readonly sources: readonly ConnectedSource[];
  readonly publicUrl: () => string;
  readonly bodyLimitMb: number;
  /** Whether no other process works on the same inbox: what was in work when the last one died is then taken up at once. */
  readonly alone: boolean;
  /** Hears of every notification that was taken in. */
  readonly onHeard?: IntakePorts['onHeard'];
  /** Hears what became of each patient's news. */
  readonly onOutcome?: (source: string, outcome: Outcome) => void;
  /** Called every few seconds while it works, e.g. to measure what waits. */
  readonly onPass?: () => Promise<void>;
}

/** The subscriber role: hears of news at its sources, and has the patients assessed. */
export interface Subscriber {
  readonly routes: readonly Route[];
  /** Begins to work on what was heard. */
  start(): Promise<void>;
  /** Resolves when nothing is in flight; what was taken in and not worked on waits for the next start. */
  stop(): Promise<void>;
}

const workEveryMs = 500;
const watchEveryMs = 2_000;
const passEveryMs = 5_000;
const forgetEveryMs = 3_600_000;
/** How long a loop that fails waits at most. */
const longestPauseMs = 60_000;
/** The same alarm is not raised again for so long. */
const quietMs = 10 * 60_000;
/** Longer than any server repeats a notification. */
const rememberMs = 14 * 24 * 3_600_000;

export function createSubscriber(options: SubscriberOptions): Subscriber {
  const { db, ring, sources, publicUrl, bodyLimitMb, alone, assess, now, onOutcome, onPass, onFailure } = options;
  const loops = new Set<Loop>();
  let stopping = false;
  const onAlarm = onceInAWhile(options.onAlarm, now);
  const intake = createIntake({ db, ring, now, ...(options.onHeard && { onHeard: options.onHeard }) });
  const begin = ({ source, ...ways }: ConnectedSource) => {
    const ports: WatchPorts = {
      ...{ ...ways, db, ring, publicUrl, intake, assess, now, onAlarm, onFailure },
      stopping: () => stopping,
      onOutcome: (outcome) => onOutcome?.(source.id, outcome),
    };
    loops.add(loop(workEveryMs, () => workEvents(source, ports), onFailure));
    loops.add(loop(watchEveryMs, () => watchSource(source, ports), onFailure));
    const { polling } = source;
    if (polling) loops.add(loop(watchEveryMs, () => pollWhenDue(source, polling.everySeconds, ports), onFailure));
  };
  return {
    routes: intakeRoutes({ sources: sources.map(({ source }) => source), intake, bodyLimitMb }),
    async start() {
      const at = now().toISOString();
      if (alone) await releaseEvents(at, db);
      for (const connected of sources) {
        const { searchedUntil } = await sourceState(connected.source.id, db);
        // What happened before anybody listened is no news.
        if (searchedUntil === undefined) await changeSource(connected.source.id, { searched_until: at }, db);
        begin(connected);
      }
      const forget = () => forgetEvents(new Date(now().getTime() - rememberMs).toISOString(), db);
      loops.add(loop(forgetEveryMs, forget, onFailure));
      if (onPass) loops.add(loop(passEveryMs, onPass, onFailure));
    },
    async stop() {
      stopping = true;
      await Promise.all(Array.from(loops, (each) => each.stop()));
      await intake.drained();
    },
  };
}

/** An alarm that says what it has just said tells nothing. */
function onceInAWhile(raise: WatchPorts['onAlarm'], now: () => Date): WatchPorts['onAlarm'] {
  const raised = new Map<string, number>();
  return (alarm, source) => {
    const at = now().getTime();
    if (at - (raised.get(`${source} ${alarm}`) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    raised.set(`${source} ${alarm}`, at);
    raise(alarm, source);
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

/** Does a piece of work again and again, one after the other, with a pause between that grows while it fails. */
function loop(everyMs: number, work: () => Promise<unknown>, onFailure: (thrown: unknown) => void): Loop {
  let stopped = false;
  let alarm: NodeJS.Timeout;
  let running: Promise<unknown> | undefined;
  let failures = 0;
  const attempt = async () => {
    try {
      await work();
      failures = 0;
    } catch (thrown) {
      failures += 1;
      onFailure(thrown);
    }
    const pauseMs = Math.max(everyMs, Math.min(longestPauseMs, everyMs * 2 ** failures));
    if (!stopped) alarm = setTimeout(turn, pauseMs);
  };
  const turn = () => {
    running = attempt();
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
