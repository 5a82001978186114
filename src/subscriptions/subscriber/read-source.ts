import type { NotificationSource } from '../../config/notification-sources.ts';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import type { AccessSource } from '../../fhir/backend-services/access-tokens.ts';
import { type EhrReader, ehrReader, type ReadProblem } from '../../fhir/client/ehr-reader.ts';
import { type AnyResource, resourceGetter } from '../../fhir/client/get-resource.ts';
import { isObject } from '../../fhir/json.ts';
import { allowedFhirServer } from '../../fhir/server-guard.ts';

/** The FHIR server of a source, read with a token of our own. */
export interface SourceReader {
  /**
   * A reader for one piece of work.
   * @throws HoofbeatsError ACCESS_REFUSED, FHIR_SERVER_UNAVAILABLE when no token can be had
   */
  open(): Promise<EhrReader>;
  /**
   * One resource or search, relative to the base URL; null where it does not exist.
   * @throws HoofbeatsError FHIR_SERVER_UNAVAILABLE when it cannot be had now
   */
  get(query: string): Promise<AnyResource | null>;
  /**
   * What an operation answers, e.g. `Subscription/1/$status`; null where the server does not have it.
   * @throws HoofbeatsError FHIR_SERVER_UNAVAILABLE when it cannot be asked now
   */
  operation(path: string): Promise<AnyResource | null>;
  /** A reference as this server knows it, e.g. `Observation/1`; undefined when it is elsewhere: no token goes there. */
  local(reference: string): string | undefined;
}

const limits = { deadlineMs: 30_000, pages: 20 };

export function sourceReader(
  { fhirServer, privateNetworks }: Pick<NotificationSource, 'fhirServer' | 'privateNetworks'>,
  access: AccessSource | undefined,
  report: (problem: ReadProblem) => void,
): SourceReader {
  const base = fhirServer.replace(/\/+$/, '');
  const open = async () => {
    const token = await access?.token();
    return ehrReader({
      server: fhirServer,
      guard: (url) => allowedFhirServer(url, { servers: [fhirServer], privateNetworks }),
      ...(token !== undefined && { token }),
      ...limits,
      report: (problem) => {
        // It may have been revoked: the next piece of work asks for another.
        if (problem.status === 401 && token !== undefined) access?.refuse(token);
        report(problem);
      },
    });
  };
  return {
    open,
    async get(query) {
      const { one } = await (await open()).obtain({ one: { query } });
      if (one === null) return null;
      if (isObject(one) && one.resourceType !== 'OperationOutcome') return one as AnyResource;
      throw unavailable();
    },
    async operation(path) {
      const verdict = await allowedFhirServer(fhirServer, { servers: [fhirServer], privateNetworks });
      if (!verdict.allowed) throw unavailable();
      const token = await access?.token();
      const get = resourceGetter({ base: verdict.base, token, signal: AbortSignal.timeout(limits.deadlineMs) });
      const read = await get(path);
      if ('resource' in read) return read.resource;
      const { reason, status } = read.failure;
      if (reason === 'status' && status !== undefined && status < 500 && status !== 429) return null;
      throw unavailable();
    },
    local(reference) {
      const relative = reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
      return /^([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})(\/_history\/[A-Za-z0-9.-]+)?$/.exec(relative)?.[1];
    },
  };
}

const unavailable = () =>
  new HoofbeatsError('FHIR_SERVER_UNAVAILABLE', 'The FHIR server of the source does not give what it was asked for.');
