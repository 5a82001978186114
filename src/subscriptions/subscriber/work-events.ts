import type { NotificationSource } from '../../config/notification-sources.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Database } from '../../store/open-database.ts';
import { changedSince } from './catch-up.ts';
import { catchUpKey, type HeardEvent } from './event-key.ts';
import { finishEvents, postponeEvents, putEvents, takeEvents, type WaitingEvent } from './inbox.ts';
import { ignored } from './intake.ts';
import { patientOf } from './patient-of.ts';
import type { SourceReader } from './read-source.ts';
import { severalAtOnce } from './several-at-once.ts';
import { changeSource, sourceState } from './source-state.ts';

/** What became of a patient's news. */
export type Outcome = 'assessed' | 'unchanged' | 'gone' | 'failed' | 'given-up';

export interface WorkPorts {
  readonly db: Database;
  readonly ring: KeyRing;
  /** The server that notifies. */
  readonly reader: SourceReader;
  /** The server that holds the records, where it is another. */
  readonly records?: SourceReader;
  /** Assesses a patient anew, and resolves when the result is durable; rejects when that cannot be done now. */
  readonly assess: (
    patientId: string,
    source: NotificationSource,
    reader: SourceReader,
  ) => Promise<Exclude<Outcome, 'failed' | 'given-up'>>;
  readonly now: () => Date;
  /** Whether the process is to end: what is not in work by then is given back. */
  readonly stopping?: () => boolean;
  readonly onOutcome?: (outcome: Outcome) => void;
  /** Hears why something was put off; it will be tried again. */
  readonly onFailure: (thrown: unknown) => void;
}

/** Requests to an EHR at a time: most of the work is waiting for it. */
const atOnce = 4;
/** Events of one pass: few enough to be worked on within the lease. */
const most = 500;
/** Whoever took events and died gives them back after so long. */
const leaseMs = 120_000;
const firstRetryMs = 2_000;
const longestRetryMs = 10 * 60_000;
/** An event that nobody could read for so long is given up: longer than any EHR is down. */
const patienceMs = 7 * 24 * 3_600_000;

/**
 * Works on what a source has told, once: finds the patients, and assesses each of them once, however many events there are of
 * one (S16). An event is done only when the assessment is durable, so that none is lost whenever the process dies.
 * @returns number of events that were taken
 */
export async function workEvents(source: NotificationSource, ports: WorkPorts): Promise<number> {
  const { db, ring, now } = ports;
  const at = now();
  const lease = { now: at.toISOString(), until: new Date(at.getTime() + leaseMs).toISOString(), most };
  const taken = await takeEvents(source.id, lease, db, ring);
  const { patients, idle } = await byPatient(taken, source, ports);
  await finishEvents(source.id, idle, db);
  await severalAtOnce(patients, atOnce, async ([patient, events]) => {
    const keys = events.map(({ key }) => key);
    if (ports.stopping?.()) return postponeEvents(source.id, keys, lease.now, db);
    try {
      ports.onOutcome?.(await ports.assess(patient, source, ports.records ?? ports.reader));
      await finishEvents(source.id, keys, db);
    } catch (thrown) {
      await putOff(source, events, thrown, ports);
    }
  });
  return taken.length;
}

/** The events of each patient, and the keys of those that are about none. */
async function byPatient(taken: readonly WaitingEvent[], source: NotificationSource, ports: WorkPorts) {
  const patients = new Map<string, WaitingEvent[]>();
  const idle: string[] = [];
  const patientAt = new Map<string, Promise<string | undefined>>();
  /** A resource that changed ten times is read once. */
  const patientOnce = (event: WaitingEvent) => {
    const { focus, resource } = event;
    if (focus === undefined || resource) return patientOf(event, ports.reader);
    const found = patientAt.get(focus) ?? patientOf(event, ports.reader);
    patientAt.set(focus, found);
    return found;
  };
  await severalAtOnce(taken, atOnce, async (event) => {
    if (ports.stopping?.()) return postponeEvents(source.id, [event.key], event.receivedAt, ports.db);
    try {
      if (event.key === catchUpKey) await catchUp(source, ports);
      const nothing = event.key === catchUpKey || event.focus === ignored;
      const patient = nothing ? undefined : await patientOnce(event);
      if (patient === undefined) idle.push(event.key);
      else patients.set(patient, [...(patients.get(patient) ?? []), event]);
    } catch (thrown) {
      await putOff(source, [event], thrown, ports);
    }
  });
  return { patients, idle };
}

/** Asks the source what has changed since it was last asked, and puts that into the inbox. */
export async function catchUp(source: NotificationSource, { db, ring, reader, now }: WorkPorts): Promise<number> {
  const until = now().toISOString();
  const { searchedUntil = until } = await sourceState(source.id, db);
  const events: readonly HeardEvent[] = await changedSince(searchedUntil, until, source, reader);
  const heard = events.map((event) => ({ source: source.id, event, receivedAt: until, dueAt: until }));
  await db.transaction().execute(async (trx) => {
    await putEvents(heard, trx, ring);
    await changeSource(source.id, { searched_until: until }, trx);
  });
  return events.length;
}

async function putOff(
  source: NotificationSource,
  events: readonly WaitingEvent[],
  thrown: unknown,
  { db, now, onFailure, onOutcome }: WorkPorts,
): Promise<void> {
  onFailure(thrown);
  const at = now().getTime();
  const isOld = ({ receivedAt }: WaitingEvent) => Date.parse(receivedAt) + patienceMs < at;
  const keysOf = (some: readonly WaitingEvent[]) => some.map(({ key }) => key);
  const old = events.filter(isOld);
  if (old.length > 0) {
    onOutcome?.('given-up');
    await finishEvents(source.id, keysOf(old), db);
  }
  const young = events.filter((event) => !isOld(event));
  if (young.length === 0) return;
  onOutcome?.('failed');
  const attempts = Math.max(...young.map((event) => event.attempts));
  const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (attempts - 1));
  await postponeEvents(source.id, keysOf(young), new Date(at + waitMs).toISOString(), db);
}
