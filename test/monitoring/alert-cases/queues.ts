import { type AlertCase, one, share } from './alert-case.ts';

const fallbacks = `hoofbeats_queue_fallbacks_total{${one}, lane="interactive", reason="late"}`;
const replies = `hoofbeats_queue_reply_seconds_count{${one}, lane="interactive"}`;
const oldest = (lane: string) => `hoofbeats_queue_oldest_seconds{${one}, lane="${lane}"}`;
const jobs = (outcome: string) => `hoofbeats_worker_jobs_total{${one}, lane="batch", outcome="${outcome}"}`;

export const queuesCases: readonly AlertCase[] = [
  {
    alert: 'HoofbeatsWorkersSilent',
    what: 'a third not answered',
    series: { [fallbacks]: '0+30x40', [replies]: '0+60x40' },
    at: '20m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsWorkersSilent',
    what: 'no worker at all',
    series: { [fallbacks]: '0+30x40', [replies]: '0x40' },
    at: '20m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsWorkersSilent',
    what: 'one in a hundred',
    series: { [fallbacks]: '0+1x40', [replies]: '0+99x40' },
    at: '20m',
    firing: 0,
  },
  {
    alert: 'HoofbeatsWorkersSilent',
    what: 'a server without a queue',
    series: { [fallbacks]: '0x40', [replies]: '0x40' },
    at: '20m',
    firing: 0,
  },
  {
    alert: 'HoofbeatsJobsWait',
    what: 'two lanes stand',
    series: { [oldest('interactive')]: '5x20', [oldest('batch')]: '90x20', [oldest('subscription')]: '5x20' },
    at: '10m',
    firing: 2,
  },
  {
    alert: 'HoofbeatsJobsWait',
    what: 'each lane within its deadline',
    series: { [oldest('interactive')]: '0.1x20', [oldest('batch')]: '30x20', [oldest('subscription')]: '5x20' },
    at: '10m',
    firing: 0,
  },
  {
    alert: 'HoofbeatsDeadLetters',
    what: 'two, seen by two processes',
    series: {
      [`hoofbeats_queue_jobs{${one}, lane="batch", state="dead"}`]: '2x20',
      'hoofbeats_queue_jobs{instance="b", lane="batch", state="dead"}': '2x20',
    },
    at: '10m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsDeadLetters',
    what: 'jobs that wait',
    series: {
      [`hoofbeats_queue_jobs{${one}, lane="batch", state="dead"}`]: '0x20',
      [`hoofbeats_queue_jobs{${one}, lane="batch", state="waiting"}`]: '50x20',
    },
    at: '10m',
    firing: 0,
  },
  ...share('HoofbeatsJobsFail', jobs('stalled'), jobs('answered'), 10, 2),
  {
    alert: 'HoofbeatsJobsFail',
    what: 'expired ones: nobody waits',
    series: { [jobs('expired')]: '0+50x40', [jobs('answered')]: '0+50x40' },
    at: '30m',
    firing: 0,
  },
];
