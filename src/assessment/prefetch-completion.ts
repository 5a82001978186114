import type { Wanted } from '../fhir/client/ehr-reader.ts';
import type { AnyResource } from '../fhir/client/get-resource.ts';
import type { HookRequest } from './assessor.ts';
import { type Prefetch, readPrefetch } from './prefetch.ts';

/**
 * What a call sent, completed from the EHR's FHIR server: the keys that are absent, and the following pages of Bundles
 * that are not the last. Null and an OperationOutcome are answers, and are not asked for again. What was read takes the
 * place that prefetch left empty, so that both ways give the same evidence (CDS Hooks 2.0 §Prefetch: prefetched data are
 * what the query would have returned).
 */
export async function completePrefetch(request: HookRequest): Promise<Prefetch> {
  const { prefetch, queries, ehr } = request;
  const keys = Object.keys(queries);
  const sent = readPrefetch(prefetch, keys);
  const wanted = wantedOf(sent, request);
  if (!ehr || wanted.length === 0) return sent;
  const obtained = await ehr.obtain(Object.fromEntries(wanted));
  return { ...readPrefetch({ ...prefetch, ...obtained }, keys), completed: true };
}

/**
 * What to ask the EHR for. No more than the service has queries: a call must not make us send more requests than its service
 * needs.
 */
export function wantedOf(
  { notObtained }: Prefetch,
  { prefetch, queries }: Pick<HookRequest, 'prefetch' | 'queries'>,
): readonly (readonly [string, Wanted])[] {
  const absent = notObtained.flatMap(({ what, reason }) => {
    const query = reason === 'absent' ? queries[what] : undefined;
    return query === undefined ? [] : [[what, { query }] as const];
  });
  const pages = notObtained.flatMap(({ what, reason }) =>
    // Only a Bundle can be truncated.
    reason === 'truncated' ? [[what, { page: prefetch[what] as AnyResource }] as const] : [],
  );
  return [...absent, ...pages].slice(0, Object.keys(queries).length);
}
