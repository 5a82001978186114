import type { FindingStatus } from '../finding.ts';
import { isLasting } from '../merge.ts';
import { createDaySet } from './day-set.ts';

/** What is said about a term. */
export interface Statement {
  readonly status: FindingStatus;
  readonly origin: 'measurement' | 'diagnosis';
  /** Whether a value is shown with it. */
  readonly valued: boolean;
}

/**
 * Everything that a record says about one term, as far as its status needs it. The rules are those of `mergeAssertions`.
 * Emptied and used again, record after record: a hospital's are many.
 */
export interface TermEvidence {
  readonly term: string;
  readonly label: string;
  /** Nothing has been said. */
  readonly isEmpty: boolean;
  /** @param instant ms since the epoch, `-Infinity` when undated; @param day its number in the record */
  add(statement: Statement, instant: number, day: number): void;
  /** Undefined where diagnoses of one moment disagree: which of them counts depends on more than is known here. */
  status(): FindingStatus | undefined;
  /** Whether all that says "present" came with a value. */
  readonly allValued: boolean;
  clear(): void;
}

export function createTermEvidence(term: string, label: string): TermEvidence {
  const abnormalDays = createDaySet();
  const measuredDays = createDaySet();
  const measured = { latest: Number.NaN, present: false };
  const diagnosed: { latest: number; status: FindingStatus | 'disagreeing' | undefined } = {
    latest: Number.NaN,
    status: undefined,
  };
  let allValued = true;
  let isEmpty = true;

  function addMeasurement(present: boolean, instant: number, day: number): void {
    measuredDays.add(day);
    if (present) abnormalDays.add(day);
    if (instant === measured.latest) measured.present ||= present;
    // Nothing is later than what is not there yet.
    else if (!(instant < measured.latest)) {
      measured.latest = instant;
      measured.present = present;
    }
  }

  function addDiagnosis(status: FindingStatus, instant: number): void {
    if (instant === diagnosed.latest) {
      if (status !== diagnosed.status) diagnosed.status = 'disagreeing';
    } else if (!(instant < diagnosed.latest)) {
      diagnosed.latest = instant;
      diagnosed.status = status;
    }
  }

  function measuredStatus(): FindingStatus {
    if (measuredDays.size === 0) return 'unknown';
    if (abnormalDays.size === 0) return 'excluded';
    return measured.present || isLasting(abnormalDays.size, measuredDays.size) ? 'present' : 'unknown';
  }

  return {
    term,
    label,
    get isEmpty() {
      return isEmpty;
    },
    get allValued() {
      return allValued;
    },
    add({ status, origin, valued }, instant, day) {
      isEmpty = false;
      if (status === 'present' && !valued) allValued = false;
      if (origin === 'measurement') addMeasurement(status === 'present', instant, day);
      else addDiagnosis(status, instant);
    },
    status() {
      if (diagnosed.status === 'disagreeing') return undefined;
      return diagnosed.status === undefined || diagnosed.status === 'unknown' ? measuredStatus() : diagnosed.status;
    },
    clear() {
      if (isEmpty) return;
      abnormalDays.clear();
      measuredDays.clear();
      measured.latest = Number.NaN;
      measured.present = false;
      diagnosed.latest = Number.NaN;
      diagnosed.status = undefined;
      allValued = true;
      isEmpty = true;
    },
  };
}
