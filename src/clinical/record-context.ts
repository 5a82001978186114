import type { PartialDate } from '../fhir/date.ts';
import type { Terminology } from '../terminology/terminology.ts';
import type { Sex } from './case.ts';
import type { EvidenceKeeper } from './evidence-keeper.ts';
import type { IndexTime } from './index-time.ts';
import type { IssueLog } from './issue-log.ts';

/** What every rule may know while a patient's record is read. */
export interface RecordContext {
  readonly terminology: Terminology;
  readonly index: IndexTime;
  readonly sex: Sex | undefined;
  /** Absent when there is none that can be right. */
  readonly birth: PartialDate | undefined;
  readonly issues: IssueLog;
  /** Absent when nothing beside findings is asked for. */
  readonly keeper?: EvidenceKeeper | undefined;
}
