import type { JsonObject } from '../../fhir/json.ts';
import { openJournal } from '../bulk/journal.ts';
import type { InputProblem } from '../input.ts';
import type { ShardPlace } from './shards.ts';

/** A patient's record is on the disk. */
export interface PatientDone extends ShardPlace {
  readonly event: 'patient';
  readonly patient: string;
  readonly deleted: boolean;
  readonly problems: readonly InputProblem[];
}

export const openCrawlJournal = (path: string) =>
  openJournal<PatientDone & JsonObject>(
    path,
    (value): value is PatientDone & JsonObject => value.event === 'patient' && typeof value.patient === 'string',
  );
