import type { Reference } from 'fhir/r4.js';
import { resultIdentifier } from '../output/stable-id.ts';

/**
 * A reference to a resource that we have written, by identifier, and by address where the server has told it: some answer a
 * conditional create with neither Location nor body.
 */
export const writtenReference = (type: string, identifier: string, reference: string | undefined): Reference => ({
  ...(reference !== undefined && { reference }),
  type,
  identifier: resultIdentifier(identifier),
});
