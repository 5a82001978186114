import type { NotificationSource } from '../../config/notification-sources.ts';
import { listOf, objectOf, stringOf } from '../../fhir/json.ts';
import type { HeardEvent } from './event-key.ts';
import { heardEvents } from './event-key.ts';
import type { SourceReader } from './read-source.ts';

/** What is searched where notifications do not say what happened: everything that could be news. */
const usualSearches: Readonly<Record<string, readonly string[]>> = {
  Observation: ['Observation?category=laboratory', 'Observation?category=vital-signs'],
  Condition: ['Condition?category=problem-list-item', 'Condition?category=encounter-diagnosis'],
};

/** Clocks differ, and a server may show a resource a moment after the time that it bears. */
const overlapMs = 60_000;

/**
 * What has changed at a source since an instant, by searches. Windows overlap: what was heard before has the same key and
 * is no news.
 * @throws HoofbeatsError FHIR_SERVER_UNAVAILABLE when a search cannot be made now
 */
export async function changedSince(
  since: string,
  source: Pick<NotificationSource, 'polling' | 'resourceTypes'>,
  reader: SourceReader,
): Promise<readonly HeardEvent[]> {
  const { by = '_lastUpdated', searches = source.resourceTypes.flatMap((type) => usualSearches[type] ?? []) } =
    source.polling ?? {};
  const from = new Date(Date.parse(since) - overlapMs).toISOString();
  const events: HeardEvent[] = [];
  for (const search of searches) {
    const bundle = await reader.get(`${search}${search.includes('?') ? '&' : '?'}${by}=ge${from}&_count=200`);
    const resources = listOf(bundle?.entry).map((entry) => objectOf(objectOf(entry).resource));
    const found = resources.flatMap((resource) => {
      const { resourceType, id } = resource;
      const local = stringOf(resourceType) !== undefined && stringOf(id) !== undefined;
      return local && resourceType !== 'OperationOutcome'
        ? [{ fullUrl: `${resourceType}/${id}`, resource, method: 'PUT' as const }]
        : [];
    });
    const notification = { kind: 'query-event', status: 'active', events: [], resources: found, errors: [] } as const;
    events.push(...heardEvents(notification, false));
  }
  return events;
}
