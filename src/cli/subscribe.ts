import { loadConfig } from '../config/load.ts';
import { loadNotificationSources, type NotificationSource } from '../config/notification-sources.ts';
import type { Config } from '../config/schema.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { createLogger } from '../monitoring/logger.ts';
import { withRecords } from '../records.ts';
import { type RegistrationPorts, subscribe, unsubscribe } from '../subscriptions/subscriber/registration.ts';
import { type SourceState, sourceState } from '../subscriptions/subscriber/source-state.ts';
import { readArguments } from './arguments.ts';
import { connected } from './open-subscriber.ts';

type Deed = (source: NotificationSource, state: SourceState, ports: RegistrationPorts) => Promise<unknown>;

/** Shows the sources of NOTIFICATION_SOURCES and how far each has been heard. */
export const list = (args: readonly string[]): Promise<number> =>
  forSources(
    args,
    async () => {},
    () => true,
  );

/** Makes a Subscription at each source that has none of ours. */
export const create = (args: readonly string[]): Promise<number> =>
  forSources(args, async (source, { subscription }, ports) => {
    if (subscription === undefined) await subscribe(source, ports);
  });

/** Puts each Subscription back to `requested` with a later end, and makes again what is gone. */
export const renew = (args: readonly string[]): Promise<number> =>
  forSources(args, async (source, { subscription }, ports) => {
    if (subscription !== undefined) await subscribe(source, ports);
  });

/** Deletes our Subscription at each source. */
export const remove = (args: readonly string[]): Promise<number> =>
  forSources(args, (source, _state, ports) => unsubscribe(source, ports));

/** Does something for the sources that are named, or for all that are meant, and prints what has become of them. */
async function forSources(args: readonly string[], deed: Deed, isMeant = isSubscribable): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean', default: false } });
  const config = loadConfig(process.env);
  const sources = chosen(positionals, config, isMeant);
  const logger = createLogger({ level: 'error' });
  const states = await withRecords(config, async ({ db }) => {
    const found: SourceState[] = [];
    for (const source of sources) {
      const { write } = await connected(source, logger);
      const ports = { db, write, publicUrl: () => publicUrl(config), now: () => new Date() };
      await deed(source, await sourceState(source.id, db), ports);
      found.push(await sourceState(source.id, db));
    }
    return found;
  });
  if (values.json) console.log(JSON.stringify({ sources: states }));
  else for (const state of states) console.log(lineOf(state));
  return 0;
}

const isSubscribable = ({ topic, criteria }: NotificationSource) => (topic ?? criteria) !== undefined;

function chosen(
  names: readonly string[],
  { NOTIFICATION_SOURCES }: Config,
  isMeant: (source: NotificationSource) => boolean,
): readonly NotificationSource[] {
  if (NOTIFICATION_SOURCES === undefined)
    throw new HoofbeatsError('CONFIG_INVALID', 'NOTIFICATION_SOURCES is not set: there is nothing to subscribe to.');
  const sources = loadNotificationSources(NOTIFICATION_SOURCES);
  if (names.length === 0) return sources.filter(isMeant);
  return names.map((name) => {
    const source = sources.find(({ id }) => id === name);
    if (!source) throw new HoofbeatsError('USAGE', `NOTIFICATION_SOURCES has no source "${name}".`);
    return source;
  });
}

/** @throws HoofbeatsError CONFIG_INVALID: a source has to know where to send to. */
function publicUrl({ PUBLIC_URL }: Config): string {
  if (PUBLIC_URL === undefined) throw new HoofbeatsError('CONFIG_INVALID', 'PUBLIC_URL is needed: sources send to it.');
  return PUBLIC_URL.replace(/\/+$/, '');
}

const lineOf = ({ id, subscription, status, endsAt, lastSeenAt, contiguous }: SourceState) =>
  [
    id,
    subscription === undefined ? 'no Subscription of ours' : `Subscription/${subscription} ${status}`,
    ...(endsAt === undefined ? [] : [`until ${endsAt}`]),
    lastSeenAt === undefined ? 'never heard' : `last heard ${lastSeenAt}`,
    ...(contiguous === undefined ? [] : [`events up to ${contiguous}`]),
  ].join(', ');
