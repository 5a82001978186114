import { metricTable } from './metric-table.ts';
import type { Metrics } from './metrics.ts';

/** What waits in the inbox of a source. */
interface Waiting {
  readonly source: string;
  readonly count: number;
  /** ISO 8601 instant since when the oldest has waited. */
  readonly oldest: string;
}

/** A source is known before it is heard of: its counts begin at 0, so that the first of them is a rise. */
export function beginCounts(source: string, { notificationWork, notificationAlarms }: Metrics): void {
  for (const outcome of metricTable.notificationWork.values.outcome) notificationWork.inc({ source, outcome }, 0);
  for (const alarm of metricTable.notificationAlarms.values.alarm) notificationAlarms.inc({ source, alarm }, 0);
}

/**
 * Counts what is heard and what becomes of it, by source. How much waits is asked when the metrics are read.
 * @param waiting what waits at this moment
 */
export function observedSubscriber(
  { notificationsHeard, notificationWork, notificationsWaiting, notificationsOldest }: Metrics,
  waiting: () => Promise<readonly Waiting[]>,
) {
  const counted = new Set<string>();
  return {
    onHeard: (source: string, kind: string) => notificationsHeard.inc({ source, kind }),
    onOutcome: (source: string, outcome: string) => notificationWork.inc({ source, outcome }),
    onPass: async () => {
      const now = Date.now();
      const bySource = new Map((await waiting()).map((each) => [each.source, each]));
      for (const source of bySource.keys()) counted.add(source);
      for (const source of counted) {
        const { count = 0, oldest } = bySource.get(source) ?? {};
        notificationsWaiting.set({ source }, count);
        notificationsOldest.set({ source }, oldest === undefined ? 0 : (now - Date.parse(oldest)) / 1000);
      }
    },
  };
}
