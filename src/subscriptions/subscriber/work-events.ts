import type { NotificationSource } from '../../config/notification-sources.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Database } from '../../store/open-database.ts';
import { changedSince } from './catch-up.ts';
import { catchUpKey, type HeardEvent } from './event-key.ts';
import { finishEvents, postponeEvents, putEvents, takeEvents, type WaitingEvent } from './inbox.ts';
import { ignored } from './intake.ts';
import { patientOf } from './patient-of.ts';
import type { SourceReader } from './read-source.ts';
import { changeSource, sourceState } from './source-state.ts';

/** What became of a patient's news. */
export type Outcome = 'assessed' | 'unchanged' | 'gone' | 'failed';

export interface WorkPorts {
  readonly db: Database;
  readonly ring: KeyRing;
  readonly reader: SourceReader;
  /** Assesses a patient anew, and resolves when the result is durable; rejects when that cannot be done now. */
  readonly assess: (
    patientId: string,
    source: NotificationSource,
    reader: SourceReader,
  ) => Promise<Exclude<Outcome, 'failed'>>;
  readonly now: () => Date;
  readonly onOutcome?: (outcome: Outcome) => void;
  /** Hears why something was put off; it will be tried again. */
  readonly onFailure: (thrown: unknown) => void;
}

/** Events of one pass. */
const most = 2_000;
/** Whoever took events and died gives them back after so long. */
const leaseMs = 120_000;
const firstRetryMs = 2_000;
const longestRetryMs = 10 * 60_000;
/** After so many failed readings an event that nobody can read is given up, loudly. */
const mostAttempts = 12;

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
  for (const [patient, events] of patients) {
    const keys = events.map(({ key }) => key);
    try {
      ports.onOutcome?.(await ports.assess(patient, source, ports.reader));
      await finishEvents(source.id, keys, db);
    } catch (thrown) {
      await putOff(source, events, thrown, ports);
    }
  }
  return taken.length;
}

/** The events of each patient, and the keys of those that are about none. */
async function byPatient(taken: readonly WaitingEvent[], source: NotificationSource, ports: WorkPorts) {
  const patients = new Map<string, WaitingEvent[]>();
  const idle: string[] = [];
  for (const event of taken) {
    try {
      if (event.key === catchUpKey) await catchUp(source, ports);
      const nothing = event.key === catchUpKey || event.focus === ignored;
      const patient = nothing ? undefined : await patientOf(event, ports.reader);
      if (patient === undefined) idle.push(event.key);
      else patients.set(patient, [...(patients.get(patient) ?? []), event]);
    } catch (thrown) {
      await putOff(source, [event], thrown, ports);
    }
  }
  return { patients, idle };
}

/** Asks the source what has changed since it was last asked, and puts that into the inbox. */
export async function catchUp(source: NotificationSource, { db, ring, reader, now }: WorkPorts): Promise<number> {
  const until = now().toISOString();
  const { searchedUntil = until } = await sourceState(source.id, db);
  const events: readonly HeardEvent[] = await changedSince(searchedUntil, source, reader);
  await putEvents(
    events.map((event) => ({ source: source.id, event, receivedAt: until, dueAt: until })),
    db,
    ring,
  );
  await changeSource(source.id, { searched_until: until }, db);
  return events.length;
}

async function putOff(
  source: NotificationSource,
  events: readonly WaitingEvent[],
  thrown: unknown,
  { db, now, onFailure, onOutcome }: WorkPorts,
): Promise<void> {
  onFailure(thrown);
  onOutcome?.('failed');
  const attempts = Math.max(...events.map((event) => event.attempts)) + 1;
  const keys = events.map(({ key }) => key);
  if (attempts >= mostAttempts) return finishEvents(source.id, keys, db);
  const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (attempts - 1));
  await postponeEvents(source.id, keys, new Date(now().getTime() + waitMs).toISOString(), db);
}
