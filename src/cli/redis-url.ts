import type { Config } from '../config/schema.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

/** @throws HoofbeatsError CONFIG_INVALID */
export function redisUrl({ REDIS_URL }: Pick<Config, 'REDIS_URL'>): string {
  if (!REDIS_URL) throw new HoofbeatsError('CONFIG_INVALID', 'REDIS_URL is not set: there is no queue without Redis.');
  return REDIS_URL;
}
