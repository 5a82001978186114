import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config/schema.ts';
import { keyBytes, keyListSchema, secretKeySchema } from '../config/secret-key.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { type Keys, keysOf } from './key-ring.ts';

/** Name of the generated keys under DATA_DIR. */
export const keyFile = 'keys.json';

const fileSchema = z.strictObject({ SEAL_KEYS: keyListSchema, PSEUDONYM_KEY: secretKeySchema });

type KeyConfig = Pick<Config, 'SEAL_KEYS' | 'PSEUDONYM_KEY' | 'DATA_DIR' | 'DATABASE_URL'>;

/** Keys, and whether they lie beside the data that they protect: worth a warning. */
export interface OpenedKeys {
  readonly keys: Keys;
  readonly besideData: boolean;
}

/**
 * The configured keys; without any, those of DATA_DIR/keys.json, which is made once with mode 0600.
 * @throws HoofbeatsError CONFIG_INVALID when one of the two settings is given alone, when a shared database would be
 *   sealed with keys that only this machine has, or when the file is damaged.
 */
export async function openKeys({ SEAL_KEYS, PSEUDONYM_KEY, DATA_DIR, DATABASE_URL }: KeyConfig): Promise<OpenedKeys> {
  if (SEAL_KEYS && PSEUDONYM_KEY) return { keys: keysOf(SEAL_KEYS, PSEUDONYM_KEY), besideData: false };
  if (SEAL_KEYS || PSEUDONYM_KEY || DATABASE_URL)
    throw new HoofbeatsError('CONFIG_INVALID', 'SEAL_KEYS and PSEUDONYM_KEY go together, and DATABASE_URL needs both.');
  const file = join(DATA_DIR, keyFile);
  const text = await readFile(file, 'utf8').catch(() => makeKeyFile(DATA_DIR, file));
  const parsed = fileSchema.safeParse(readJson(text));
  if (!parsed.success) throw new HoofbeatsError('CONFIG_INVALID', `${file} is damaged; restore it from your copy.`);
  return { keys: keysOf(parsed.data.SEAL_KEYS, parsed.data.PSEUDONYM_KEY), besideData: true };
}

async function makeKeyFile(dir: string, file: string): Promise<string> {
  const secret = () => randomBytes(keyBytes).toString('base64');
  const made = JSON.stringify({ SEAL_KEYS: `k1:${secret()}`, PSEUDONYM_KEY: secret() }, null, 2);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  // Written aside and linked into place: of two that start together, the later takes the earlier one's keys.
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(aside, made, { mode: 0o600 });
  await link(aside, file).catch(() => undefined);
  await rm(aside);
  return readFile(file, 'utf8');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
