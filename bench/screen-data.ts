import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';

const types = ['Observation', 'Condition', 'Patient'] as const;

/**
 * A folder of NDJSON of at least so many bytes: the records of `synthea` again and again, each time under other ids, as
 * a hospital has other patients with much the same results. Made once, and found again.
 */
export async function screenData(synthea: string, bytes: number, folder: string): Promise<string> {
  const dir = join(folder, `synthea-${bytes}`);
  if (existsSync(dir)) return dir;
  const texts = await Promise.all(
    types.map(async (type) => gunzipSync(await readFile(join(synthea, `${type}.ndjson.gz`))).toString('utf8')),
  );
  const onceBytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  await mkdir(`${dir}.new`, { recursive: true });
  for (const [at, type] of types.entries()) {
    const out = createWriteStream(join(`${dir}.new`, `${type}.ndjson`));
    for (let copy = 0; copy * onceBytes < bytes; copy++)
      if (!out.write(withOtherIds(texts[at]!, copy))) await once(out, 'drain');
    out.end();
    await finished(out);
  }
  await rename(`${dir}.new`, dir);
  return dir;
}

/** Patients and resources of a copy get ids of their own, of the same length. */
const withOtherIds = (text: string, copy: number) =>
  text.replaceAll(/(?<=^\{"resourceType":"[A-Za-z]+","id":"|"Patient\/)[0-9a-f]{4}/gm, (start) =>
    ((Number.parseInt(start, 16) + copy * 7919) % 65_536).toString(16).padStart(4, '0'),
  );
