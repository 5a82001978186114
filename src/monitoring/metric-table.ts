import { type MetricEntry, queueSeconds, seconds } from './metric-entry.ts';
import { notificationMetrics } from './notification-metrics.ts';
import { queueMetrics } from './queue-metrics.ts';
import { screeningMetrics } from './screening-metrics.ts';

const entrances = ['hook', 'operation', 'screening', 'triage', 'case'];

/** Every metric of our own; GET /metrics adds the defaults of prom-client (process, heap, event loop lag, GC). */
export const metricTable = {
  buildInfo: {
    kind: 'gauge',
    name: 'hoofbeats_build_info',
    help: 'Always 1: which version of Hoofbeats runs, on which Node.js.',
    labels: ['version', 'node'],
    together: 'max',
  },
  modelInfo: {
    kind: 'gauge',
    name: 'hoofbeats_model_info',
    help: 'Always 1: a model package that is being served, and its version.',
    labels: ['model', 'version'],
    together: 'max',
  },
  modelProblems: {
    kind: 'gauge',
    name: 'hoofbeats_model_problems',
    help: 'Model packages of MODELS_DIR that could not be opened; the log says why.',
    labels: [],
    together: 'max',
  },
  partReady: {
    kind: 'gauge',
    name: 'hoofbeats_part_ready',
    help: 'Whether a part can do its work (1) or not (0), asked when the metrics are read, as GET /health/ready asks.',
    labels: ['part'],
    together: 'max',
  },
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
    values: { entrance: entrances },
  },
  assessmentDuration: {
    kind: 'histogram',
    name: 'hoofbeats_assessment_duration_seconds',
    help: 'Time of one run of the assessment pipeline.',
    labels: ['entrance'],
    values: { entrance: entrances },
    buckets: seconds,
  },
  abstentions: {
    kind: 'counter',
    name: 'hoofbeats_abstentions_total',
    help: 'Assessments without a differential, by reason.',
    labels: ['entrance', 'reason'],
    values: { entrance: entrances },
  },
  unmappedCodes: {
    kind: 'counter',
    name: 'hoofbeats_unmapped_codes_total',
    help: 'Coded resources whose code meant nothing to the terminology.',
    labels: ['entrance'],
    values: { entrance: entrances },
  },
  dataIssues: {
    kind: 'counter',
    name: 'hoofbeats_data_issues_total',
    help: 'Issues about the data of assessed records, by code.',
    labels: ['code'],
  },
  inferenceDuration: {
    kind: 'histogram',
    name: 'hoofbeats_inference_duration_seconds',
    help: 'Time of one batch through the model.',
    labels: ['model'],
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5],
  },
  auditCommits: {
    kind: 'histogram',
    name: 'hoofbeats_audit_commit_seconds',
    help: 'Time of one transaction of the audit log with the assessments that belong to it, by outcome (committed, failed).',
    labels: ['outcome'],
    values: { outcome: ['committed', 'failed'] },
    buckets: queueSeconds,
  },
  auditWaiting: {
    kind: 'gauge',
    name: 'hoofbeats_audit_waiting_records',
    help: 'Audit records that no transaction has taken yet; beyond 1,000 calls are refused.',
    labels: [],
  },
  recordsLost: {
    kind: 'counter',
    name: 'hoofbeats_records_lost_total',
    help: 'What could not be written after its answer was out: assessment (with its audit record), call (an audit record), shown-cards.',
    labels: ['what'],
    values: { what: ['assessment', 'call', 'shown-cards'] },
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
    values: { reason: ['abstained', 'nothing-to-show', 'repeat', 'disabled', 'deadline'] },
  },
  feedback: {
    kind: 'counter',
    name: 'hoofbeats_feedback_total',
    help: 'Reports of what became of a card, by outcome and override reason: a code of the service’s, client, comment or none.',
    labels: ['service', 'outcome', 'reason'],
    values: { outcome: ['accepted', 'overridden'] },
  },
  acceptedSuggestions: {
    kind: 'counter',
    name: 'hoofbeats_accepted_suggestions_total',
    help: 'Suggestions that were accepted, by what they propose (test, diagnosis).',
    labels: ['service', 'kind'],
    values: { kind: ['test', 'diagnosis', 'other'] },
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
    values: { outcome: ['ok', 'timeout', 'unreachable', 'status', 'not-fhir'] },
    buckets: seconds,
  },
  deadlineMisses: {
    kind: 'counter',
    name: 'hoofbeats_deadline_misses_total',
    help: 'Service calls whose assessment outlived DEADLINE_MS and was finished in the background.',
    labels: ['service'],
  },
  ...notificationMetrics,
  ...queueMetrics,
  ...screeningMetrics,
} as const satisfies Record<string, MetricEntry>;
