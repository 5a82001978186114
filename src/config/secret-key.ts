import { z } from 'zod';

/** Length of an AES-256 or HMAC-SHA256 key in bytes. */
export const keyBytes = 32;

/** A secret key with the name under which records remember it. */
export interface NamedKey {
  readonly id: string;
  readonly key: Buffer;
}

// The messages must not quote their input: it is a secret.
const shape = `must be ${keyBytes} bytes in base64, e.g. from \`openssl rand -base64 ${keyBytes}\``;

/** 32 bytes in base64. */
export const secretKeySchema = z.string().transform((text, context): Buffer => {
  const key = Buffer.from(text, 'base64');
  if (key.length !== keyBytes) context.addIssue({ code: 'custom', message: shape, input: undefined });
  return key;
});

/** `id:base64,id:base64`: at least one key, ids unique. */
export const keyListSchema = z.string().transform((text, context): readonly NamedKey[] => {
  const keys = text.split(',').map((item) => {
    const [id = '', secret = ''] = item.trim().split(':');
    return { id, key: Buffer.from(secret, 'base64') };
  });
  const problem = problemOf(keys);
  if (problem) context.addIssue({ code: 'custom', message: problem, input: undefined });
  return keys;
});

function problemOf(keys: readonly NamedKey[]): string | undefined {
  if (!keys.every(({ id }) => /^[A-Za-z0-9_.-]{1,32}$/.test(id))) return 'each key must be written id:base64';
  if (new Set(keys.map(({ id }) => id)).size < keys.length) return 'each id must be given once';
  return keys.every(({ key }) => key.length === keyBytes) ? undefined : `each key ${shape}`;
}
