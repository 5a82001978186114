import type { Case } from '../clinical/case.ts';
import type { NotObtained } from './assessment.ts';

/** What the first steps of the pipeline, which ask neither a model nor a store, find out about a CDS Hooks call. */
export interface Prepared {
  /** Instant of the run. */
  readonly at: Date;
  readonly case: Case;
  readonly notObtained: readonly NotObtained[];
  /** Digest of what was assessed: of the call, or of its resources where the call as a whole does not name them. */
  readonly inputHash: string;
  /** Digest of the resources; absent unless somebody will look for a result that was made of them. */
  readonly readyHash?: string;
}
