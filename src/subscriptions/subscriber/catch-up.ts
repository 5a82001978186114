import type { NotificationSource } from '../../config/notification-sources.ts';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { listOf, objectOf, stringOf } from '../../fhir/json.ts';
import { type HeardEvent, heardEvents } from './event-key.ts';
import type { SourceReader } from './read-source.ts';

/** What is searched where notifications do not say what happened: everything that could be news. */
const usualSearches: Readonly<Record<string, readonly string[]>> = {
  Observation: ['Observation?category=laboratory', 'Observation?category=vital-signs'],
  Condition: ['Condition?category=problem-list-item', 'Condition?category=encounter-diagnosis'],
};

/** Clocks differ, and a server may show a resource a moment after the time that it bears. */
const overlapMs = 60_000;

/** A window that holds more than the server gives in all its pages is cut in two, down to this. */
const shortestMs = 60_000;

/** A time from which, and until which, as ISO 8601 instants; open-ended for the newest. */
interface Window {
  readonly from: string;
  readonly until?: string;
}

/**
 * What has changed at a source since an instant, by searches. Windows overlap: what was heard before has the same key and
 * is no news.
 * @param now of this server, which ends the window when it must be cut
 * @throws HoofbeatsError FHIR_SERVER_UNAVAILABLE when a search cannot be made now, or is cut short
 */
export async function changedSince(
  since: string,
  now: string,
  source: Pick<NotificationSource, 'polling' | 'resourceTypes'>,
  reader: SourceReader,
): Promise<readonly HeardEvent[]> {
  const { by = '_lastUpdated', searches = source.resourceTypes.flatMap((type) => usualSearches[type] ?? []) } =
    source.polling ?? {};
  const from = new Date(Date.parse(since) - overlapMs).toISOString();
  const found: HeardEvent[] = [];
  for (const search of searches) found.push(...(await inWindow(search, by, { from }, now, reader)));
  return found;
}

async function inWindow(
  search: string,
  by: string,
  { from, until }: Window,
  now: string,
  reader: SourceReader,
): Promise<readonly HeardEvent[]> {
  const bounds = [`${by}=ge${from}`, ...(until === undefined ? [] : [`${by}=lt${until}`]), '_count=200'];
  const bundle = await reader.get(`${search}${search.includes('?') ? '&' : '?'}${bounds.join('&')}`);
  const isWhole = !listOf(bundle?.link).some((link) => objectOf(link).relation === 'next');
  if (isWhole) return eventsOf(listOf(bundle?.entry));
  const [begin, end] = [Date.parse(from), Date.parse(until ?? now)];
  if (end - begin <= shortestMs)
    throw new HoofbeatsError('FHIR_SERVER_UNAVAILABLE', 'The FHIR server does not give all pages of what has changed.');
  const middle = new Date((begin + end) / 2).toISOString();
  return [
    ...(await inWindow(search, by, { from, until: middle }, now, reader)),
    ...(await inWindow(search, by, { from: middle, ...(until !== undefined && { until }) }, now, reader)),
  ];
}

function eventsOf(entries: readonly unknown[]): readonly HeardEvent[] {
  const resources = entries
    .map((entry) => objectOf(objectOf(entry).resource))
    .filter(({ resourceType, id }) => stringOf(id) !== undefined && resourceType !== 'OperationOutcome')
    .map((resource) => ({ fullUrl: `${resource.resourceType}/${resource.id}`, resource, method: 'PUT' as const }));
  return heardEvents({ kind: 'query-event', status: 'active', events: [], resources, errors: [] }, false);
}
