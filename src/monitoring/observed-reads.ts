import type { GetResource } from '../fhir/client/get-resource.ts';
import type { Metrics } from './metrics.ts';
import { childSpan } from './tracing.ts';

/**
 * Times and traces what is read from EHRs, by type of resource. Semantic conventions for HTTP clients, without `url.full`,
 * which names the patient. No `traceparent` goes out: see docs/decisions.md.
 */
export const observedReads =
  ({ fhirReadDuration }: Pick<Metrics, 'fhirReadDuration'>) =>
  (get: GetResource, base: string): GetResource => {
    const { hostname, port, protocol } = new URL(base);
    const server = { 'server.address': hostname, 'server.port': Number(port) || (protocol === 'https:' ? 443 : 80) };
    return async (url) => {
      const resource = resourceOf(url);
      const attributes = { ...server, 'http.request.method': 'GET', 'hoofbeats.fhir.resource': resource };
      const stop = fhirReadDuration.startTimer({ resource });
      return childSpan(`GET ${resource}`, { kind: 'CLIENT', attributes }, async ({ note, fail }) => {
        const read = await get(url);
        const failure = 'failure' in read ? read.failure : undefined;
        stop({ outcome: failure?.reason ?? 'ok' });
        if (failure?.status) note({ 'http.response.status_code': failure.status });
        if (failure) fail(failure.reason);
        return read;
      });
    };
  };

/** A search or a read names its type; the link to a further page is the server's own affair. */
const resourceOf = (url: string) => /^([A-Z][A-Za-z]{1,40})(?=[/?]|$)/.exec(url)?.[1] ?? 'page';
