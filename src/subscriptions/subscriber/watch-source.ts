import type { NotificationSource } from '../../config/notification-sources.ts';
import { countsEvents } from '../codec/notification.ts';
import { readNotification } from '../codec/read-notification.ts';
import { countEvents, type Gap } from './gaps.ts';
import { numbersAbove } from './inbox.ts';
import type { Intake } from './intake.ts';
import { type RegistrationPorts, renewInTime, requestAgain } from './registration.ts';
import { changeSource, type SourceState, sourceState } from './source-state.ts';
import { catchUp, type WorkPorts } from './work-events.ts';

export interface WatchPorts extends WorkPorts, RegistrationPorts {
  readonly intake: Intake;
  /** Hears of what an operator wants to know. */
  readonly onAlarm: (alarm: 'silent' | 'gap' | 'not-active', source: string) => void;
}

/** Events may overtake one another: a hole is one when it has not closed by then. */
const graceMs = 10_000;
/** Heartbeats that may be missed. */
const missedBeats = 3;

/**
 * Looks after a source: closes holes in the count of its events, asks after it when its heartbeat is missed, and has its
 * Subscription put back to work when it is in error: "a client is responsible for requesting re-activation".
 */
export async function watchSource(source: NotificationSource, ports: WatchPorts): Promise<void> {
  const state = await sourceState(source.id, ports.db);
  if (countsEvents[source.dialect]) await closeGap(source, state, ports);
  const silentMs = ports.now().getTime() - Date.parse(state.lastSeenAt ?? ports.now().toISOString());
  if (source.heartbeatSeconds !== undefined && silentMs > missedBeats * source.heartbeatSeconds * 1000) {
    ports.onAlarm('silent', source.id);
    await askStatus(source, state, ports);
  } else if (state.status === 'error' || state.status === 'off') {
    ports.onAlarm('not-active', source.id);
    await requestAgain(source, state, ports);
  }
  await renewInTime(source, ports);
}

async function closeGap(source: NotificationSource, { contiguous, announced }: SourceState, ports: WatchPorts) {
  const { db, now } = ports;
  const heard = await numbersAbove(source.id, contiguous ?? 0, db);
  if (contiguous === undefined) {
    // The first event that is heard begins the count.
    const [first] = heard;
    if (first) await changeSource(source.id, { contiguous: first.number - 1 }, db);
    return;
  }
  const counted = countEvents(
    contiguous,
    heard.map(({ number }) => number),
    announced ?? 0,
  );
  if (counted.contiguous > contiguous) await changeSource(source.id, { contiguous: counted.contiguous }, db);
  const { gap } = counted;
  if (!gap) return;
  const after = heard.find(({ number }) => number > gap.until);
  const { lastSeenAt = '' } = await sourceState(source.id, db);
  if (now().getTime() - Date.parse(after?.receivedAt ?? lastSeenAt) < graceMs) return;
  ports.onAlarm('gap', source.id);
  await fillGap(source, gap, ports);
}

/** Asks for the events themselves; where the server has them no more, or never gives any, asks what has changed. */
async function fillGap(source: NotificationSource, { from, until }: Gap, ports: WatchPorts): Promise<void> {
  const { db, intake } = ports;
  const { subscription } = await sourceState(source.id, db);
  const found = subscription === undefined ? undefined : await events(subscription, from, until, ports);
  if (found) await intake.take(source, found);
  const heard = (await numbersAbove(source.id, from - 1, db)).map(({ number }) => number);
  const left = countEvents(from - 1, heard, until);
  if (!left.gap || left.gap.from > until) return;
  await catchUp(source, ports);
  // What the search found was all that there is to find.
  await changeSource(source.id, { contiguous: until }, db);
}

async function events(subscription: string, from: number, until: number, { reader, onFailure }: WatchPorts) {
  const query = `Subscription/${subscription}/$events?eventsSinceNumber=${from}&eventsUntilNumber=${until}`;
  try {
    const bundle = await reader.operation(query);
    return bundle === null ? undefined : readNotification({ body: bundle });
  } catch (thrown) {
    onFailure(thrown);
    return undefined;
  }
}

async function askStatus(source: NotificationSource, state: SourceState, ports: WatchPorts): Promise<void> {
  const { reader, intake, now, db, onFailure } = ports;
  // Asked once for each silence that is as long.
  await changeSource(source.id, { last_seen_at: now().toISOString() }, db);
  if (state.subscription === undefined) {
    await catchUp(source, ports);
    return;
  }
  try {
    const bundle = await reader.operation(`Subscription/${state.subscription}/$status`);
    if (bundle !== null) await intake.take(source, readNotification({ body: bundle }));
  } catch (thrown) {
    onFailure(thrown);
  }
}
