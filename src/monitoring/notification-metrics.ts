import type { MetricEntry } from './metric-entry.ts';

/** FHIR Subscriptions, of others here and ours elsewhere. */
export const notificationMetrics = {
  notificationsSent: {
    kind: 'counter',
    name: 'hoofbeats_notifications_sent_total',
    help: 'Notifications to subscribers, by type and whether the subscriber accepted them.',
    labels: ['kind', 'outcome'],
    values: { outcome: ['accepted', 'failed'] },
  },
  notificationsHeard: {
    kind: 'counter',
    name: 'hoofbeats_notifications_heard_total',
    help: 'Notifications from sources, by type.',
    labels: ['source', 'kind'],
  },
  notificationWork: {
    kind: 'counter',
    name: 'hoofbeats_notification_work_total',
    help: 'What became of patients’ news: assessed, unchanged (that state had been assessed), gone, failed (tried again later), given-up.',
    labels: ['source', 'outcome'],
    values: { outcome: ['assessed', 'unchanged', 'gone', 'failed', 'given-up'] },
  },
  notificationAlarms: {
    kind: 'counter',
    name: 'hoofbeats_notification_alarms_total',
    help: 'Sources that deserve a look: silent (no heartbeat), gap (events not heard), not-active (error or off).',
    labels: ['source', 'alarm'],
    values: { alarm: ['silent', 'gap', 'not-active'] },
  },
  notificationsWaiting: {
    kind: 'gauge',
    name: 'hoofbeats_notifications_waiting',
    help: 'Events that were heard and wait for their work.',
    labels: ['source'],
  },
  notificationsOldest: {
    kind: 'gauge',
    name: 'hoofbeats_notifications_oldest_seconds',
    help: 'How long the oldest of them has waited.',
    labels: ['source'],
  },
  readyAssessments: {
    kind: 'counter',
    name: 'hoofbeats_ready_assessments_total',
    help: 'Calls by whether the patient had been assessed ahead, of the very same evidence (hit), or not (miss).',
    labels: ['outcome'],
    values: { outcome: ['hit', 'miss'] },
  },
} as const satisfies Record<string, MetricEntry>;
