/** One row of the table: a Prometheus metric, its labels, and what it tells an operator. */
export interface MetricEntry {
  readonly kind: 'counter' | 'histogram' | 'gauge';
  readonly name: string;
  readonly help: string;
  /** Label values come from closed sets (route templates, codes, entrances): never a patient, a URL or free text. */
  readonly labels: readonly string[];
  /** Upper bounds of a histogram, in the unit of its name. */
  readonly buckets?: readonly number[];
}

/** Around the 400 ms deadline and the 500 ms that CDS Hooks asks for (CDS Hooks 2.0 §Providing FHIR Resources…, C20). */
const seconds = [0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.25, 0.4, 0.5, 1, 2.5, 10];

/** From a run of the model to the deadlines of the lanes. */
const queueSeconds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2, 10, 60];

/** Every metric of our own; GET /metrics adds the defaults of prom-client (process, heap, event loop lag, GC). */
export const metricTable = {
  httpDuration: {
    kind: 'histogram',
    name: 'hoofbeats_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer.',
    labels: ['method', 'route', 'status'],
    buckets: seconds,
  },
  assessments: {
    kind: 'counter',
    name: 'hoofbeats_assessments_total',
    help: 'Runs of the assessment pipeline, by entrance and outcome (differential, abstained, or the error code).',
    labels: ['entrance', 'outcome'],
  },
  assessmentDuration: {
    kind: 'histogram',
    name: 'hoofbeats_assessment_duration_seconds',
    help: 'Time of one run of the assessment pipeline.',
    labels: ['entrance'],
    buckets: seconds,
  },
  abstentions: {
    kind: 'counter',
    name: 'hoofbeats_abstentions_total',
    help: 'Assessments without a differential, by reason.',
    labels: ['entrance', 'reason'],
  },
  unmappedCodes: {
    kind: 'counter',
    name: 'hoofbeats_unmapped_codes_total',
    help: 'Coded resources whose code meant nothing to the terminology.',
    labels: ['entrance'],
  },
  dataIssues: {
    kind: 'counter',
    name: 'hoofbeats_data_issues_total',
    help: 'Issues about the data of assessed records, by code.',
    labels: ['code'],
  },
  notificationsSent: {
    kind: 'counter',
    name: 'hoofbeats_notifications_sent_total',
    help: 'Notifications to subscribers, by type and whether the subscriber accepted them.',
    labels: ['kind', 'outcome'],
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
  },
  notificationAlarms: {
    kind: 'counter',
    name: 'hoofbeats_notification_alarms_total',
    help: 'Sources that deserve a look: silent (no heartbeat), gap (events not heard), not-active (error or off).',
    labels: ['source', 'alarm'],
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
  },
  inferenceDuration: {
    kind: 'histogram',
    name: 'hoofbeats_inference_duration_seconds',
    help: 'Time of one batch through the model.',
    labels: ['model'],
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5],
  },
  queueReplyDuration: {
    kind: 'histogram',
    name: 'hoofbeats_queue_reply_seconds',
    help: 'Time from queueing a job to the worker’s answer.',
    labels: ['lane'],
    buckets: queueSeconds,
  },
  queueFallbacks: {
    kind: 'counter',
    name: 'hoofbeats_queue_fallbacks_total',
    help: 'Calls that the embedded model answered in place of the workers, by reason (unreachable, overloaded, late, failed, resting); overloaded is load that was shed.',
    labels: ['lane', 'reason'],
  },
  queueJobs: {
    kind: 'gauge',
    name: 'hoofbeats_queue_jobs',
    help: 'Jobs in Redis by state (waiting, active, dead).',
    labels: ['lane', 'state'],
  },
  queueAge: {
    kind: 'gauge',
    name: 'hoofbeats_queue_oldest_seconds',
    help: 'How long the oldest job that no worker has begun has been waiting in Redis; 0 when none waits.',
    labels: ['lane'],
  },
  workerJobs: {
    kind: 'counter',
    name: 'hoofbeats_worker_jobs_total',
    help: 'Jobs of this worker by what became of them: answered, failed (to be tried again), dead, expired (nobody waits for it any more), stalled (left behind by another worker).',
    labels: ['lane', 'outcome'],
  },
  workerJobWait: {
    kind: 'histogram',
    name: 'hoofbeats_worker_job_wait_seconds',
    help: 'Time from queueing a job to its beginning in this worker.',
    labels: ['lane'],
    buckets: queueSeconds,
  },
  workerJobDuration: {
    kind: 'histogram',
    name: 'hoofbeats_worker_job_duration_seconds',
    help: 'Time from the beginning of a job to its answer.',
    labels: ['lane'],
    buckets: queueSeconds,
  },
  serviceCalls: {
    kind: 'counter',
    name: 'hoofbeats_service_calls_total',
    help: 'Well-formed service calls, by what the user did where the EHR tells (Epic), otherwise none.',
    labels: ['service', 'hook', 'trigger'],
  },
  cardsShown: {
    kind: 'counter',
    name: 'hoofbeats_cards_shown_total',
    help: 'Cards returned to CDS clients.',
    labels: ['service', 'hook'],
  },
  silentCalls: {
    kind: 'counter',
    name: 'hoofbeats_silent_calls_total',
    help: 'Service calls answered without a card, by reason (abstained, nothing-to-show, repeat, disabled, deadline).',
    labels: ['service', 'hook', 'reason'],
  },
  feedback: {
    kind: 'counter',
    name: 'hoofbeats_feedback_total',
    help: 'Reports of what became of a card, by outcome and override reason: a code of the service’s, client, comment or none.',
    labels: ['service', 'outcome', 'reason'],
  },
  acceptedSuggestions: {
    kind: 'counter',
    name: 'hoofbeats_accepted_suggestions_total',
    help: 'Suggestions that were accepted, by what they propose (test, diagnosis).',
    labels: ['service', 'kind'],
  },
  fhirReadFailures: {
    kind: 'counter',
    name: 'hoofbeats_fhir_read_failures_total',
    help: 'What could not be read from the FHIR server of a call, by reason: timeout, status, scope, not-listed and so on.',
    labels: ['reason'],
  },
  fhirReadDuration: {
    kind: 'histogram',
    name: 'hoofbeats_fhir_read_duration_seconds',
    help: 'Time of one request to the FHIR server of a call, by type of resource (page: a further page of a search) and outcome (ok, timeout, unreachable, status, not-fhir).',
    labels: ['resource', 'outcome'],
    buckets: seconds,
  },
  deadlineMisses: {
    kind: 'counter',
    name: 'hoofbeats_deadline_misses_total',
    help: 'Service calls whose assessment outlived DEADLINE_MS and was finished in the background.',
    labels: ['service'],
  },
} as const satisfies Record<string, MetricEntry>;
