import { omitEmpty } from '../http/empty-values.ts';
import type { CdsService } from './service-schema.ts';

/** CDS Hooks 3.0 ballot §Discovery `version`: semantic version of the specification that the service implements. */
export const cdsHooksVersion = '2.0.1';

/** CDS Hooks 2.0 §Discovery: what `GET /cds-services` says of one service. Thresholds and models stay at home. */
export const discoveryEntry = ({ hook, title, description, id, prefetch, usageRequirements }: CdsService) =>
  omitEmpty({ hook, title, description, id, version: cdsHooksVersion, prefetch, usageRequirements });
