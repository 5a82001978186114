import { SignJWT } from 'jose';
import type { SigningKey } from './signing-key.ts';

export interface AssertionClaims {
  readonly clientId: string;
  /** URL that the assertion is sent to. */
  readonly tokenUrl: string;
  readonly key: SigningKey;
  /** URL of the registered JWK Set, when the client registered one. */
  readonly jku?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Never used before. */
  readonly jti: string;
}

/** SMART App Launch 2.2 §Authentication JWT: "This time SHALL be no more than five minutes in the future". */
const lifetimeSeconds = 240;

/** The JWT by which a backend service proves who it is (SMART App Launch 2.2 §Asymmetric authentication). */
export function clientAssertion({ clientId, tokenUrl, key, jku, now, jti }: AssertionClaims): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'JWT', ...(jku !== undefined && { jku }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenUrl)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + lifetimeSeconds)
    .setJti(jti)
    .sign(key.key);
}
