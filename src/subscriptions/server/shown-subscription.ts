import type { JsonObject } from '../../fhir/json.ts';
import type { KeptSubscription } from './subscription-store.ts';

/** A subscription as its owner reads it: what was given, and what has become of it. */
export const shownSubscription = ({ id, resource, status, updatedAt, error }: KeptSubscription): JsonObject => {
  const { meta, error: _given, ...given } = resource;
  return {
    ...given,
    id,
    meta: { ...(meta as JsonObject | undefined), lastUpdated: updatedAt },
    status,
    ...(error !== undefined && { error }),
  };
};
