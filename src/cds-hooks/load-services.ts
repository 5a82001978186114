import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { type CdsService, serviceSchema, servicesOf } from './service-schema.ts';

/** The folder's own schema, which is no service. */
const notServices = new Set(['schema.json']);

/**
 * Reads every service of a folder, by file name, once for each of its hooks.
 * @throws HoofbeatsError CONFIG_INVALID naming file, element and problem: a server with a broken service does not start.
 */
export async function loadServices(dir: string): Promise<readonly CdsService[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.json') && !notServices.has(name)).sort();
  const services = (await Promise.all(names.map((name) => loadFile(join(dir, name), name)))).flat();
  const keys = services.map(({ id, hook }) => `${id} under ${hook}`);
  const repeated = keys.find((key, at) => keys.indexOf(key) !== at);
  if (repeated) throw new HoofbeatsError('CONFIG_INVALID', `The files of cds-services/ define ${repeated} twice.`);
  return Object.freeze(services);
}

async function loadFile(path: string, name: string): Promise<readonly CdsService[]> {
  const invalid = (why: string, cause?: unknown) =>
    new HoofbeatsError('CONFIG_INVALID', `cds-services/${name}: ${why}`, { cause });
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw invalid('it is not JSON.', cause);
  }
  const parsed = serviceSchema.safeParse(json);
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  return servicesOf(parsed.data);
}
