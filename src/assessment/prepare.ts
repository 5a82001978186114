import type { HookRequest } from './assessor.ts';
import { type CasePorts, caseOf } from './case-of.ts';
import { hookEvidence, inputOf } from './evidence.ts';
import { digestOf } from './kept-run.ts';
import { readPrefetch } from './prefetch.ts';
import { wantedOf } from './prefetch-completion.ts';
import type { Prepared } from './prepared.ts';

/** A call that is to be prepared. */
export interface Unprepared extends Pick<HookRequest, 'patientId' | 'prefetch' | 'queries' | 'entered'> {
  /** Whether the EHR may be asked for what is missing. */
  readonly access: boolean;
  /** Digest of the call, where it names what is assessed. */
  readonly bodyHash?: string | undefined;
  /** Whether a result may be ready. */
  readonly looksForReady: boolean;
}

/**
 * Takes the first steps by themselves, for a call that came with all its evidence.
 * @returns undefined where the EHR would be asked for what is missing
 * @throws HoofbeatsError as `hookEvidence`
 */
export function prepare(call: Unprepared, ports: CasePorts, at: Date): Prepared | undefined {
  const { access, bodyHash, looksForReady } = call;
  const prefetch = readPrefetch(call.prefetch, Object.keys(call.queries));
  if (access && wantedOf(prefetch, call).length > 0) return undefined;
  const evidence = hookEvidence(prefetch, call);
  const readyHash = looksForReady || bodyHash === undefined ? digestOf(inputOf(evidence)) : undefined;
  return {
    at,
    case: caseOf(evidence, ports, at),
    notObtained: evidence.notObtained,
    inputHash: bodyHash ?? readyHash!,
    ...(readyHash !== undefined && { readyHash }),
  };
}
