import { z } from 'zod';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { type Config, configSchema } from './schema.ts';

/**
 * Reads the settings from environment variables.
 * @throws HoofbeatsError CONFIG_INVALID that names every wrong setting.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is a variable that is not set: Compose and Helm write them so.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = configSchema.safeParse(given);
  if (!parsed.success) throw new HoofbeatsError('CONFIG_INVALID', z.prettifyError(parsed.error));
  return Object.freeze(parsed.data);
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Settings that deserve a loud line at boot. */
export function unsafeSettings(config: Config): readonly string[] {
  return loopback.has(config.HOST)
    ? []
    : [`HOST=${config.HOST} listens beyond this machine, and this version does not authenticate its clients.`];
}
