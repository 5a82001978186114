import { parentPort, workerData } from 'node:worker_threads';
import { codeVersion } from '../../config/version.ts';
import { loadTerminology } from '../../terminology/load.ts';
import { threadModule } from '../../threads/open-thread.ts';
import type { CdsService } from '../service-schema.ts';
import { type PrepareCallPorts, type PreparedTexts, prepareCall, type UnpreparedCall } from './prepare-call.ts';

/** What the thread is told when it begins. */
export interface ThreadData {
  readonly services: readonly CdsService[];
  readonly entryLimit: number;
  /** See `PrepareCallPorts`. */
  readonly looksForReady: boolean;
  /** LOINC codes of the results that are kept for criteria; absent where no criteria are served. */
  readonly reads?: ReadonlySet<string> | undefined;
}

/** The first message of the thread: by what it reads. Files may have been exchanged since the server read them. */
export interface ThreadVersions {
  readonly code: string;
  readonly terminology: Readonly<Record<string, string>>;
}

/** Module of the thread: this one. */
export const threadEntry = threadModule('cds-hooks/preparation/thread');

if (parentPort) {
  const port = parentPort;
  const ports = openPorts(workerData as ThreadData);
  port.on('message', (call: UnpreparedCall) => port.postMessage(prepared(call, ports)));
  port.postMessage({ code: codeVersion, terminology: ports.terminology.versions } satisfies ThreadVersions);
}

function openPorts({ reads, ...given }: ThreadData): PrepareCallPorts {
  return { ...given, terminology: loadTerminology(), ...(reads && { criteria: { reads } }) };
}

/** Whatever is wrong with a call, the server finds it again, and says so. */
function prepared(call: UnpreparedCall, ports: PrepareCallPorts): PreparedTexts | undefined {
  try {
    return prepareCall(call, ports);
  } catch {
    return undefined;
  }
}
