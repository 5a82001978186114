import { availableParallelism } from 'node:os';
import { type CallPreparer, createCallPreparer } from '../cds-hooks/preparation/call-preparer.ts';
import type { CdsService } from '../cds-hooks/service-schema.ts';
import type { Config } from '../config/schema.ts';
import { codeVersion } from '../config/version.ts';
import { loopUtilization } from '../http/loop-utilization.ts';
import { errorFields } from '../monitoring/error-fields.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Serving } from '../serving.ts';

export interface PreparerPorts {
  readonly services: readonly CdsService[];
  /** Whether results are looked for that were made before a call. */
  readonly looksForReady: boolean;
  readonly serving: Pick<Serving, 'criteria' | 'terminology'>;
  readonly logger: Logger;
}

/** Of one processor; from here on the second thread gains more than it costs. */
const busy = 0.5;

/** A preparer for the server of this process; undefined where a second thread would only take turns with the first. */
export function openPreparer(
  { ENTRY_LIMIT: entryLimit }: Pick<Config, 'ENTRY_LIMIT'>,
  { services, looksForReady, serving, logger }: PreparerPorts,
): CallPreparer | undefined {
  if (availableParallelism() < 2) return undefined;
  const utilization = loopUtilization();
  return createCallPreparer({
    services,
    looksForReady,
    entryLimit,
    reads: serving.criteria?.reads,
    versions: { code: codeVersion, terminology: serving.terminology.versions },
    isBusy: () => utilization() > busy,
    onEnd: (cause) => logger.warn('calls are read on the main thread again', { error: errorFields(cause) }),
  });
}
