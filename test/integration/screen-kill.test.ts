import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import { writeScreeningData } from '../fixtures/screening-data.ts';

const kills = 5;

let work: string;
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'screen-kill-'));
  await writeScreeningData(join(work, 'ndjson'), 160);
});
afterAll(() => rm(work, { recursive: true, force: true }));

function start(name: string) {
  const args = ['--import', 'tsx', 'test/fixtures/screen-process.ts'];
  const folders = [join(work, 'ndjson'), join(work, name, 'screenings'), join(work, name, 'out')];
  return spawn(process.execPath, [...args, ...folders], { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function finish(name: string) {
  const child = start(name);
  const began = Date.now();
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [status] = await once(child, 'close');
  expect(status).toBe(0);
  return { state: JSON.parse(output), ms: Date.now() - began };
}

/** Everything that a run has come to, by name of file. */
async function outcome(name: string): Promise<Record<string, string>> {
  const [run = ''] = await readdir(join(work, name, 'screenings'));
  const results = join(work, name, 'screenings', run, 'results');
  const files = [
    ...(await readdir(results)).sort().map((file) => join(results, file)),
    join(work, name, 'out', 'worklist.ndjson'),
    join(work, name, 'out', 'not-assessable.ndjson'),
  ];
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return Object.fromEntries(files.map((file, at) => [file.replace(join(work, name), ''), texts[at]!]));
}

describe('a screening that is killed', () => {
  it('loses and repeats nothing, wherever it was', async () => {
    const { state, ms } = await finish('undisturbed');
    expect(state).toMatchObject({ phase: 'finished', patients: 160, assessed: 40, problems: 0 });
    const phases = new Set<string>();
    // On a fast machine all of them may fall into one phase: then there are more.
    for (let kill = 0; kill < kills || (phases.size < 2 && kill < 4 * kills); kill++) {
      const child = start('killed');
      const closed = once(child, 'close');
      // Spread over the run; where a moment falls differs from run to run, and what comes out must not.
      await Promise.race([setTimeout((ms * ((kill % kills) + 1 + Math.random())) / (kills + 2)), closed]);
      child.kill('SIGKILL');
      await closed;
      const [run = ''] = await readdir(join(work, 'killed', 'screenings')).catch(() => []);
      const text = await readFile(join(work, 'killed', 'screenings', run, 'run.json'), 'utf8').catch(() => '{}');
      phases.add(JSON.parse(text).phase);
    }
    await finish('killed');
    expect(phases.size).toBeGreaterThan(1);
    expect(await outcome('killed')).toEqual(await outcome('undisturbed'));
  }, 180_000);
});
