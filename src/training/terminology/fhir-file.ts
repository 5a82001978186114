import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Writes a resource as `<type>-<id>.json.gz`; the same resource always gives the same bytes.
 * @returns size of the file in bytes.
 */
export async function writeFhirFile(
  folder: string,
  resource: { readonly resourceType: string; readonly id?: string | undefined },
): Promise<number> {
  const bytes = gzipSync(JSON.stringify(resource), { level: 9 });
  // RFC 1952 §2.3.1: byte 9 names the operating system; 255 is "unknown". (zlib itself leaves the time at 0.)
  bytes[9] = 255;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${resource.resourceType}-${resource.id}.json.gz`), bytes);
  return bytes.length;
}
