import type { JsonObject } from '../../fhir/json.ts';
import type { SubscriptionSpec } from './read-subscription.ts';

/** Hands a notification to its subscriber; resolves to why it could not, in words that may be shown, or to nothing. */
export type Send = (id: string, spec: SubscriptionSpec, bundle: JsonObject) => Promise<string | undefined>;

export interface RestHookOptions {
  /** Whether the endpoint may be called at this moment: its name is resolved anew each time. */
  readonly mayCall: (endpoint: string) => Promise<boolean>;
  readonly fetch?: typeof globalThis.fetch;
}

const usualTimeoutSeconds = 10;
/** A subscriber may ask for more patience than this, and does not get it: "the maximum … a server will allow". */
const longestTimeoutSeconds = 60;

/** The channel `rest-hook`: a POST to the endpoint, accepted by any status of 200 to 299 (R4 §Subscription). */
export function restHook({ mayCall, fetch = globalThis.fetch }: RestHookOptions): Send {
  return async (_id, { endpoint = '', headers, mime, timeoutSeconds = usualTimeoutSeconds }, bundle) => {
    const patienceSeconds = Math.min(timeoutSeconds, longestTimeoutSeconds);
    if (!(await mayCall(endpoint))) return 'The endpoint may not be called.';
    try {
      const response = await fetch(endpoint, {
        method: 'POST',
        // A redirect would take the content to a place that nobody has allowed.
        redirect: 'manual',
        headers: [...headers.map(([name, value]): [string, string] => [name, value]), ['Content-Type', mime]],
        body: JSON.stringify(bundle),
        signal: AbortSignal.timeout(patienceSeconds * 1000),
      });
      await response.body?.cancel();
      return response.ok ? undefined : `The endpoint answered ${response.status}.`;
    } catch (thrown) {
      const late = thrown instanceof Error && thrown.name === 'TimeoutError';
      return late ? `The endpoint did not answer within ${patienceSeconds} s.` : 'The endpoint cannot be reached.';
    }
  };
}
