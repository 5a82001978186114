import { omitEmpty } from '../http/empty-values.ts';
import { hookContexts } from './hook-contexts.ts';
import type { CdsService } from './service-schema.ts';

/** CDS Hooks 3.0 ballot §Discovery `version`: semantic version of the specification that the service implements. */
export const cdsHooksVersion = '2.0.1';

/**
 * CDS Hooks 2.0 §Discovery: what `GET /cds-services` says of one service. Thresholds and models stay at home. `version` and
 * `hookVersion` are of the 3.0 ballot; clients of 2.0 pass over them, as over any field that they do not know.
 */
export const discoveryEntry = ({ hook, title, description, id, prefetch, usageRequirements }: CdsService) =>
  omitEmpty({
    hook,
    hookVersion: hookContexts[hook].version,
    title,
    description,
    id,
    version: cdsHooksVersion,
    prefetch,
    usageRequirements,
  });
