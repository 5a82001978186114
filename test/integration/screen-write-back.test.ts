import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../fixtures/command.ts';
import { type EhrServer, openEhr } from '../fixtures/ehr-server.ts';
import { writeScreeningData } from '../fixtures/screening-data.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const patients = 16;
/** Below the model's own threshold of suggesting anything: everybody on the work list. */
const everybody = '0.01';
/** Every fourth has findings that point to a rare disease. */
const suggested = ['p0', 'p12', 'p4', 'p8'];

describe('hoofbeats screen --write-back', { timeout: 180_000 }, () => {
  const work = temporaryFolder();
  const out = join(work, 'out');
  let ehr: EhrServer;
  beforeAll(async () => {
    await writeScreeningData(join(work, 'in'), patients);
    ehr = await openEhr(Array.from({ length: patients }, (_, at) => ({ resourceType: 'Patient', id: `p${at}` })));
  });
  afterAll(() => ehr.close());

  const screen = (...more: readonly string[]) =>
    runCommand(['screen', '--ndjson', join(work, 'in'), '--out', out, '--write-back', ehr.base, ...more], {
      DATA_DIR: join(work, 'data'),
    });
  const held = async (type: string) => {
    const bundle = (await (await fetch(`${ehr.base}/${type}?_count=100`)).json()) as {
      entry?: { resource: { subject?: { reference: string }; for?: { reference: string } } }[];
    };
    return (bundle.entry ?? []).map(({ resource }) => resource);
  };
  const patientsOf = async (type: string) =>
    (await held(type)).map((resource) => (resource.subject ?? resource.for)?.reference.replace('Patient/', '')).sort();
  const outcomes = () =>
    readFileSync(join(out, 'write-back.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { outcome: string }).outcome);

  it('writes RiskAssessment, Task and Flag of the work list into the EHR', async () => {
    const { status, stderr } = await screen('--alert', 'flag', '--high-risk', everybody);
    expect(status, stderr).toBe(0);
    for (const type of ['RiskAssessment', 'Task', 'Flag']) expect(await patientsOf(type), type).toEqual(suggested);
    expect(outcomes()).toEqual(Array(12).fill('created'));
    expect(statSync(join(out, 'write-back.ndjson')).mode & 0o777).toBe(0o600);
    expect(stderr).toContain('Written back: 4 RiskAssessment, 4 Task, 4 Flag created.');
  });

  it('doubles nothing when it is run again', async () => {
    expect((await screen('--alert', 'flag', '--high-risk', everybody)).status).toBe(0);
    for (const type of ['RiskAssessment', 'Task', 'Flag']) expect(await held(type), type).toHaveLength(4);
    expect(outcomes()).toEqual(Array(12).fill('existing'));
  });

  it('writes no alert below the high risk, and a Communication where that was asked for', async () => {
    expect((await screen('--alert', 'communication', '--high-risk', '1')).status).toBe(0);
    expect(await held('Communication')).toEqual([]);
    const { status, stderr } = await screen('--alert', 'communication', '--high-risk', everybody);
    expect(status).toBe(0);
    expect(await patientsOf('Communication')).toEqual(suggested);
    expect(stderr).toContain('4 Communication created');
    expect(stderr).toContain('8 were there already');
  });
});
