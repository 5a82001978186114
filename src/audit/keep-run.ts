import { setImmediate as turn } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import { digestOfBytes, type FinishedRun } from '../assessment/kept-run.ts';
import type { KeepRun } from '../assessment/ports.ts';
import { type AssessmentRow, assessmentRow, insertAssessment } from '../store/assessments.ts';
import type { KeyRing, Keys } from '../store/key-ring.ts';
import type { Pseudonymise, Realm } from '../store/pseudonym.ts';
import type { Tables } from '../store/tables.ts';
import type { AuditTrail } from './trail.ts';

/** What else becomes durable together with a run, e.g. the news of it for those who have subscribed. */
export type AlsoKeep = (
  run: Pick<FinishedRun, 'assessment' | 'caller'>,
  trx: Transaction<Tables>,
  ports: { readonly ring: KeyRing; readonly pseudonymise: Pseudonymise },
) => Promise<void>;

export interface KeepRunPorts {
  readonly trail: AuditTrail;
  readonly pseudonymise: Pseudonymise;
  readonly keys: Keys;
  readonly alsoKeep?: AlsoKeep;
  /** Hears of a run that could not be kept after its result was given. */
  readonly onLoss: (thrown: unknown) => void;
}

/** How long a run waits for company: that of the record of its own call, at least. */
const patienceMs = 5;

/**
 * Keeps runs and their audit records, both or neither. While the trail is sound the answer does not wait for the disk,
 * which takes longer than all the rest; from the first failure on no result is given that has not been kept.
 */
export function keepingRuns({ onLoss, ...ports }: KeepRunPorts): KeepRun {
  return async (run) => {
    const waits = !ports.trail.sound;
    const kept = keep(run, ports, waits ? 0 : patienceMs);
    if (waits) await kept;
    else kept.catch(onLoss);
  };
}

function keep(run: FinishedRun, ports: Omit<KeepRunPorts, 'onLoss'>, patienceMs: number) {
  const { trail, pseudonymise, keys } = ports;
  const { assessment, caller } = run;
  const patient = pseudonymise(assessment.case.subject.reference, caller);
  const record = {
    kind: 'prediction' as const,
    ...caller,
    ...(caller.user !== undefined && { user: userName(caller.user, caller, pseudonymise) }),
    patient,
    assessment: assessment.id,
    model: assessment.versions.model,
    outcome: assessment.applicability.verdict,
  };
  const row = soon(async () => assessmentRow(await digested(run), patient, keys.seal));
  return trail.record(record, { patienceMs, together: togetherWith(row, { assessment, caller }, ports) });
}

/** Of its own, so that what waits for its commit holds on to nothing but these. */
function togetherWith(
  row: Promise<AssessmentRow>,
  news: Parameters<AlsoKeep>[0],
  { alsoKeep, keys, pseudonymise }: Omit<KeepRunPorts, 'onLoss'>,
) {
  return async (trx: Transaction<Tables>) => {
    await insertAssessment(await row, trx);
    await alsoKeep?.(news, trx, { ring: keys.seal, pseudonymise });
  };
}

/**
 * Does work when the answer is out, and not as late as the commit: hashed and sealed, a record no longer holds on to all the
 * resources that it came from.
 */
function soon<Result>(work: () => Promise<Result>): Promise<Result> {
  const done = turn().then(work);
  // Whoever waits for it hears of a failure; nobody may be waiting yet.
  done.catch(() => {});
  return done;
}

/** The run with the digest of its call in place of the call. */
async function digested({ body, ...run }: FinishedRun): Promise<FinishedRun> {
  return body ? { ...run, inputHash: await digestOfBytes(body) } : run;
}

/** Who works with records is named, as an audit must; whoever reads their own or a relative's is a patient here too. */
const userName = (user: string, realm: Realm, pseudonymise: Pseudonymise) =>
  user.startsWith('Practitioner') ? user : pseudonymise(user, realm);
