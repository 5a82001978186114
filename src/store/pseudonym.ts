import { createHmac } from 'node:crypto';

/** Within which ids are unique: an EHR, and its customer where it serves several. */
export interface Realm {
  /** The client program: the issuer of its token. */
  readonly client?: string;
  readonly tenant?: string;
}

/** Turns a reference such as `Patient/1` into a name that says nothing; always the same within one realm. */
export type Pseudonymise = (reference: string, realm: Realm) => string;

/** Pseudonyms by HMAC-SHA256: without the key nobody can try out ids against them. */
export function pseudonymiser(key: Buffer): Pseudonymise {
  // JSON keeps the parts apart whatever they hold.
  return (reference, { client = '', tenant = '' }) =>
    createHmac('sha256', key)
      .update(JSON.stringify([client, tenant, reference]))
      .digest('base64url');
}
