import type { MetricEntry } from './metric-entry.ts';

/** How the latest run of every screening stands. */
export const screeningMetrics = {
  screeningPhase: {
    kind: 'gauge',
    name: 'hoofbeats_screening_phase',
    help: 'Always 1: the phase of the latest run of a screening (fetching, grouping, assessing, writing, finished). Screenings are named by a digest of their source.',
    labels: ['screening', 'phase'],
    values: { phase: ['fetching', 'grouping', 'assessing', 'writing', 'finished'] },
  },
  screeningStopped: {
    kind: 'gauge',
    name: 'hoofbeats_screening_stopped',
    help: '1 where the run ended early (interrupted, failed); the next start goes on with it.',
    labels: ['screening', 'reason'],
    values: { reason: ['interrupted', 'failed'] },
  },
  screeningProgress: {
    kind: 'gauge',
    name: 'hoofbeats_screening_progress_ratio',
    help: 'How much of its present phase the run has done, from 0 to 1; absent while it is not known how much there is.',
    labels: ['screening'],
  },
  screeningLeft: {
    kind: 'gauge',
    name: 'hoofbeats_screening_left_seconds',
    help: 'Time until the present phase ends, at its pace so far.',
    labels: ['screening'],
  },
  screeningPatients: {
    kind: 'gauge',
    name: 'hoofbeats_screening_patients',
    help: 'Patients of the run so far, by outcome (assessed, not-assessable).',
    labels: ['screening', 'outcome'],
    values: { outcome: ['assessed', 'not-assessable'] },
  },
  screeningCarriedOver: {
    kind: 'gauge',
    name: 'hoofbeats_screening_carried_over_patients',
    help: 'Of them, those of whom nothing new is known since the run before, whose results it has kept.',
    labels: ['screening'],
  },
  screeningProblems: {
    kind: 'gauge',
    name: 'hoofbeats_screening_problems',
    help: 'Problems of the run with its input: lines of errors.ndjson.',
    labels: ['screening'],
  },
  screeningStarted: {
    kind: 'gauge',
    name: 'hoofbeats_screening_started_timestamp_seconds',
    help: 'When the run began, in seconds since 1970.',
    labels: ['screening'],
  },
  screeningUpdated: {
    kind: 'gauge',
    name: 'hoofbeats_screening_updated_timestamp_seconds',
    help: 'When the run last said how it stands, in seconds since 1970.',
    labels: ['screening'],
  },
  screeningFinished: {
    kind: 'gauge',
    name: 'hoofbeats_screening_finished_timestamp_seconds',
    help: 'When the run finished, in seconds since 1970; absent while it has not.',
    labels: ['screening'],
  },
} as const satisfies Record<string, MetricEntry>;
