import type { Metrics } from './metrics.ts';

/** What becomes of the audit log's records, and of the runs that are kept with them. */
export const observedRecords = ({ auditCommits, auditWaiting }: Metrics) => ({
  waiting: (records: number) => auditWaiting.set(records),
  committed: (outcome: 'committed' | 'failed', ms: number) => auditCommits.observe({ outcome }, ms / 1000),
});
