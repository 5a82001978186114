import { type MetricEntry, queueSeconds } from './metric-entry.ts';

const lanes = ['interactive', 'subscription', 'batch'];

/** The queues, and the workers that answer them. */
export const queueMetrics = {
  queueReplyDuration: {
    kind: 'histogram',
    name: 'hoofbeats_queue_reply_seconds',
    help: 'Time from queueing a job to the worker’s answer.',
    labels: ['lane'],
    values: { lane: lanes },
    buckets: queueSeconds,
  },
  queueFallbacks: {
    kind: 'counter',
    name: 'hoofbeats_queue_fallbacks_total',
    help: 'Calls that the embedded model answered in place of the workers, by reason (unreachable, overloaded, late, failed, resting); overloaded is load that was shed.',
    labels: ['lane', 'reason'],
    values: { lane: lanes, reason: ['unreachable', 'overloaded', 'late', 'failed', 'resting'] },
  },
  queueJobs: {
    kind: 'gauge',
    name: 'hoofbeats_queue_jobs',
    help: 'Jobs in Redis by state (waiting, active, dead).',
    labels: ['lane', 'state'],
    values: { lane: lanes, state: ['waiting', 'active', 'dead'] },
  },
  queueAge: {
    kind: 'gauge',
    name: 'hoofbeats_queue_oldest_seconds',
    help: 'How long the oldest job that no worker has begun has been waiting in Redis; 0 when none waits.',
    labels: ['lane'],
    values: { lane: lanes },
  },
  workerJobs: {
    kind: 'counter',
    name: 'hoofbeats_worker_jobs_total',
    help: 'Jobs of this worker by what became of them: answered, failed (to be tried again), dead, expired (nobody waits for it any more), stalled (left behind by another worker).',
    labels: ['lane', 'outcome'],
    values: { lane: lanes, outcome: ['answered', 'failed', 'dead', 'expired', 'stalled'] },
  },
  workerJobWait: {
    kind: 'histogram',
    name: 'hoofbeats_worker_job_wait_seconds',
    help: 'Time from queueing a job to its beginning in this worker.',
    labels: ['lane'],
    values: { lane: lanes },
    buckets: queueSeconds,
  },
  workerJobDuration: {
    kind: 'histogram',
    name: 'hoofbeats_worker_job_duration_seconds',
    help: 'Time from the beginning of a job to its answer.',
    labels: ['lane'],
    values: { lane: lanes },
    buckets: queueSeconds,
  },
} as const satisfies Record<string, MetricEntry>;
