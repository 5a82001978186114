import { z } from 'zod';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import { seal, unseal } from '../../store/seal.ts';

/** What a token lets its bearer bind to a socket. */
export interface Binding {
  readonly owner: string;
  readonly subscriptions: readonly string[];
}

const place = 'websocket-binding';
/** Long enough to open a socket, too short to be worth stealing. */
export const lifetimeMs = 60_000;

const bindingSchema = z.object({ owner: z.string(), subscriptions: z.array(z.string()), until: z.number() });

/** A token that only this deployment can read: any of its processes accepts it, and none has to remember it. */
export function bindingToken(binding: Binding, ring: KeyRing, now: Date): string {
  const { key_id, sealed } = seal({ ...binding, until: now.getTime() + lifetimeMs }, place, ring);
  return `${Buffer.from(key_id).toString('base64url')}.${Buffer.from(sealed).toString('base64url')}`;
}

/** @throws HoofbeatsError UNAUTHENTICATED when it was not made here, or is too old. */
export function readBindingToken(token: string, ring: KeyRing, now: Date): Binding {
  const [key = '', sealed = ''] = token.split('.', 2);
  try {
    const row = { key_id: Buffer.from(key, 'base64url').toString(), sealed: Buffer.from(sealed, 'base64url') };
    const { until, ...binding } = bindingSchema.parse(unseal(row, place, ring));
    if (until >= now.getTime()) return binding;
  } catch (cause) {
    throw new HoofbeatsError('UNAUTHENTICATED', 'The binding token is not valid.', { cause });
  }
  throw new HoofbeatsError('UNAUTHENTICATED', 'The binding token is not valid.', { log: { reason: 'expired' } });
}
