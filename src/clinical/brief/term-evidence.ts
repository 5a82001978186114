import type { FindingStatus } from '../finding.ts';
import { isLasting } from '../merge.ts';
import type { BriefAssertion } from './brief-form.ts';

/** Everything that a record says about one term, as far as its status needs it. The rules are those of `mergeAssertions`. */
export interface TermEvidence {
  readonly label: string;
  /** @param instant ms since the epoch, `-Infinity` when undated; @param day as it is written, 0 when undated */
  add(assertion: BriefAssertion, instant: number, day: number): void;
  /** Undefined where diagnoses of one moment disagree: which of them counts depends on more than is known here. */
  status(): FindingStatus | undefined;
  /** Whether all that says "present" came with a value. */
  readonly allValued: boolean;
}

export function createTermEvidence(label: string): TermEvidence {
  const abnormalDays = new Set<number>();
  const measuredDays = new Set<number>();
  const measured = { latest: Number.NaN, present: false };
  const diagnosed: { latest: number; status: FindingStatus | 'disagreeing' | undefined } = {
    latest: Number.NaN,
    status: undefined,
  };
  let allValued = true;

  function addMeasurement(present: boolean, instant: number, day: number): void {
    measuredDays.add(day);
    if (present) abnormalDays.add(day);
    if (instant === measured.latest) measured.present ||= present;
    // Nothing is later than what is not there yet.
    else if (!(instant < measured.latest)) Object.assign(measured, { latest: instant, present });
  }

  function addDiagnosis(status: FindingStatus, instant: number): void {
    if (instant === diagnosed.latest) {
      if (status !== diagnosed.status) diagnosed.status = 'disagreeing';
    } else if (!(instant < diagnosed.latest)) Object.assign(diagnosed, { latest: instant, status });
  }

  function measuredStatus(): FindingStatus {
    if (measuredDays.size === 0) return 'unknown';
    if (abnormalDays.size === 0) return 'excluded';
    return measured.present || isLasting(abnormalDays.size, measuredDays.size) ? 'present' : 'unknown';
  }

  return {
    label,
    get allValued() {
      return allValued;
    },
    add({ status, origin, valued }, instant, day) {
      if (status === 'present' && !valued) allValued = false;
      if (origin === 'measurement') addMeasurement(status === 'present', instant, day);
      else addDiagnosis(status, instant);
    },
    status() {
      if (diagnosed.status === 'disagreeing') return undefined;
      return diagnosed.status === undefined || diagnosed.status === 'unknown' ? measuredStatus() : diagnosed.status;
    },
  };
}
