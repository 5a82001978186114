import type { UnmappedCode } from '../clinical/case.ts';
import { countCoverage } from '../clinical/coverage-count.ts';
import type { IgnoreReason } from '../clinical/ignore-reason.ts';
import type { Reading } from '../clinical/reading.ts';

/** What became of the rows of one kind. mapped + ignored + unmapped = rows. */
export interface CoverageTally {
  /** What is counted, e.g. `Observation` or `Condition http://snomed.info/sct`. */
  readonly name: string;
  readonly rows: number;
  /** Rows that gave a finding, present or excluded, or a known diagnosis. */
  readonly mapped: number;
  readonly ignored: number;
  readonly ignoredBy: Readonly<Partial<Record<IgnoreReason, number>>>;
  readonly unmapped: number;
  /** The most frequent codes that meant nothing, at most 30. */
  readonly topUnmapped: readonly UnmappedCode[];
}

const topCount = 30;

export function tally(name: string, readings: readonly Reading[]): CoverageTally {
  const { total, mapped, ignored: ignoredBy, unmapped } = countCoverage(readings);
  const ignored = Object.values(ignoredBy).reduce((sum, count) => sum + count, 0);
  return {
    name,
    rows: total,
    mapped,
    ignored,
    ignoredBy,
    unmapped: total - mapped - ignored,
    topUnmapped: unmapped.slice(0, topCount),
  };
}
