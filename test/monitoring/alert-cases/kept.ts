import { type AlertCase, one, rise } from './alert-case.ts';

const sent = (outcome: string) => `hoofbeats_notifications_sent_total{${one}, kind="event", outcome="${outcome}"}`;

export const keptCases: readonly AlertCase[] = [
  ...rise('HoofbeatsAuditFails', `hoofbeats_audit_commit_seconds_count{${one}, outcome="failed"}`, '7m'),
  {
    alert: 'HoofbeatsAuditFails',
    what: 'commits',
    series: { [`hoofbeats_audit_commit_seconds_count{${one}, outcome="committed"}`]: '0+9x20' },
    at: '7m',
    firing: 0,
  },
  {
    alert: 'HoofbeatsAuditBehind',
    what: '500 wait',
    series: { [`hoofbeats_audit_waiting_records{${one}}`]: '500x20' },
    at: '10m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsAuditBehind',
    what: 'a moment of it',
    series: { [`hoofbeats_audit_waiting_records{${one}}`]: '3x5 500x2 3x20' },
    at: '10m',
    firing: 0,
  },
  ...rise('HoofbeatsRecordsLost', `hoofbeats_records_lost_total{${one}, what="call"}`, '7m'),
  ...rise('HoofbeatsSourceAlarm', `hoofbeats_notification_alarms_total{${one}, source="e", alarm="gap"}`, '7m'),
  {
    alert: 'HoofbeatsNotificationsOld',
    what: 'half an hour',
    series: { [`hoofbeats_notifications_oldest_seconds{${one}, source="e"}`]: '1800x20' },
    at: '10m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsNotificationsOld',
    what: 'a minute',
    series: { [`hoofbeats_notifications_oldest_seconds{${one}, source="e"}`]: '60x20' },
    at: '10m',
    firing: 0,
  },
  ...rise(
    'HoofbeatsNotificationsGivenUp',
    `hoofbeats_notification_work_total{${one}, source="e", outcome="given-up"}`,
    '7m',
  ),
  {
    alert: 'HoofbeatsSubscribersRefuse',
    what: 'most are refused',
    series: { [sent('failed')]: '0+8x90', [sent('accepted')]: '0+2x90' },
    at: '70m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsSubscribersRefuse',
    what: 'some are',
    series: { [sent('failed')]: '0+2x90', [sent('accepted')]: '0+8x90' },
    at: '70m',
    firing: 0,
  },
];
