import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

/**
 * Takes a work folder for this process: two runs in one folder would undo each other. A lock whose process has died is
 * nobody's.
 * @returns what releases it
 * @throws HoofbeatsError USAGE while another process has it
 */
export async function lockRun(dir: string): Promise<() => Promise<void>> {
  const path = join(dir, 'lock');
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
    }
    const owner = Number(await readFile(path, 'utf8').catch(() => ''));
    if (isAlive(owner)) throw new HoofbeatsError('USAGE', `Process ${owner} is screening this source already.`);
    await rm(path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // Not ours to signal, but there.
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
