import { once } from 'node:events';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { beginCommand, type Ended, runCommand } from '../fixtures/command.ts';
import { writeScreeningData } from '../fixtures/screening-data.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const work = temporaryFolder();
const dataDir = join(work, 'data');
const screen = (...args: readonly string[]) => runCommand(['screen', ...args], { DATA_DIR: dataDir });

/** Everything in a folder, with the last three digits of its mode. */
function modes(dir: string): readonly string[] {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  const modeOf = (path: string) => {
    const stats = statSync(path);
    return `${stats.isDirectory() ? 'folder' : 'file'} ${(stats.mode & 0o777).toString(8)}`;
  };
  return [modeOf(dir), ...names.map((name) => modeOf(join(dir, name)))];
}

describe('hoofbeats screen', { timeout: 120_000 }, () => {
  const out = join(work, 'out');
  const metricsFile = join(work, 'hoofbeats.prom');
  let ended: Ended;
  beforeAll(async () => {
    const dir = join(work, 'in');
    await writeScreeningData(dir, 12);
    appendFileSync(join(dir, 'Patient.ndjson'), '{"resourceType":"Patient","id":"cut\n');
    appendFileSync(
      join(dir, 'Observation.ndjson'),
      '{"resourceType":"Observation","id":"of-nobody","subject":{"reference":"Patient/nobody"}}\n',
    );
    ended = await screen('--ndjson', dir, '--out', out, '--json', '--metrics', metricsFile);
  }, 120_000);

  it('ends with status 0 and a count when a part of the input was bad', () => {
    expect(ended.status).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ phase: 'finished', patients: 12, assessed: 3, problems: 2 });
    const errors = readFileSync(join(out, 'errors.ndjson'), 'utf8').trimEnd().split('\n');
    expect(errors.map((line) => JSON.parse(line))).toMatchObject([
      { code: 'broken-line', file: 'Patient.ndjson', line: 13 },
      { code: 'unknown-patient', file: 'Observation.ndjson', line: 481 },
    ]);
  });

  it('writes whatever may name a patient for its owner alone', () => {
    for (const name of ['errors', 'not-assessable', 'riskassessments', 'worklist'])
      expect(readdirSync(out)).toContain(`${name}.ndjson`);
    expect(new Set(modes(out))).toEqual(new Set(['folder 700', 'file 600']));
    expect(new Set(modes(dataDir))).toEqual(new Set(['folder 700', 'file 600']));
  });

  it('leaves how it stands in a file for Prometheus, readable for whoever collects it', () => {
    const text = readFileSync(metricsFile, 'utf8');
    const { id, assessed, problems, finishedAt } = JSON.parse(ended.stdout);
    const screening = `screening="${id}"`;
    expect(text).toContain(`hoofbeats_screening_phase{${screening},phase="finished"} 1\n`);
    expect(text).toContain(`hoofbeats_screening_patients{${screening},outcome="assessed"} ${assessed}\n`);
    expect(text).toContain(`hoofbeats_screening_problems{${screening}} ${problems}\n`);
    expect(text).toContain(`_finished_timestamp_seconds{${screening}} ${Date.parse(finishedAt) / 1000}\n`);
    expect(text).not.toContain('_stopped{');
    expect(statSync(metricsFile).mode & 0o777).toBe(0o644);
  });

  it('ends with status 1 when nobody could be screened', async () => {
    const dir = join(work, 'nobody');
    mkdirSync(dir);
    writeFileSync(join(dir, 'Condition.ndjson'), 'not FHIR\n{"resourceType":"Condition","id":"1"}\n');
    const { status, stdout } = await screen('--ndjson', dir, '--out', join(work, 'out-of-nobody'), '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ phase: 'finished', patients: 0, problems: 2 });
  });

  it('bears a run of a schedule that fails, and waits for the next one', async () => {
    const args = ['screen', '--ndjson', join(work, 'not-mounted'), '--out', join(work, 'scheduled'), '--every', '1h'];
    const { child, ended: over } = beginCommand(args, { DATA_DIR: dataDir });
    let told = '';
    for (const end = Date.now() + 60_000; !told.includes('cannot be read') && Date.now() < end; ) {
      told += String((await once(child.stderr!, 'data'))[0]);
    }
    child.kill('SIGTERM');
    const { status, stderr } = await over;
    expect(stderr).toContain('cannot be read');
    expect(status).toBe(0);
  });

  it('says that a queue needs Redis before it reads anything', async () => {
    const { status, stderr } = await runCommand(['screen', '--ndjson', 'no/such/folder', '--out', 'x'], {
      QUEUE: 'on',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('REDIS_URL is not set');
  });
});
