import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import { openRecords } from '../../src/records.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const PUBLIC_URL = 'https://ddx.example';

function hoofbeats(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const entry = join(projectRoot, 'scripts', 'hoofbeats.mjs');
  return spawnSync(process.execPath, [entry, ...args], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...process.env, ...settings },
  });
}

describe('hoofbeats feedback', () => {
  it('counts calls and reports of the period from the database', async () => {
    const DATA_DIR = temporaryFolder();
    const records = await openRecords({
      DATA_DIR,
      DATABASE_URL: undefined,
      SEAL_KEYS: undefined,
      PSEUDONYM_KEY: undefined,
    });
    const call = { kind: 'call', route: 'POST /cds-services/:id', service: 'differential-diagnosis' } as const;
    await records.trail.record({ ...call, outcome: 'card', card: 'c1' });
    await records.trail.record({ ...call, outcome: 'abstained' });
    const report = {
      service: 'differential-diagnosis',
      outcome: 'overridden',
      overrideReason: { code: 'disagree' },
    } as const;
    const outcomeAt = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString();
    await records.keepFeedback({ ...report, card: 'c1', outcomeAt: outcomeAt(0) }, {});
    await records.keepFeedback({ ...report, card: 'c0', outcomeAt: outcomeAt(40) }, {});
    await records.close();
    const { status, stdout } = hoofbeats(['feedback', '--json'], { DATA_DIR });
    expect(status).toBe(0);
    expect(JSON.parse(stdout).services).toMatchObject([
      { openings: 2, shown: 1, shownPer100Openings: 50, overridden: 1, overriddenBy: { disagree: 1 }, unanswered: 0 },
    ]);
    expect(hoofbeats(['feedback', '--days', '60'], { DATA_DIR }).stdout).toMatch(/overridden +2 {2}disagree 2\n/);
    expect(hoofbeats(['feedback', '--days', 'x'], { DATA_DIR }).status).toBe(2);
  });
});

describe('hoofbeats epic-build-sheet', () => {
  it('D5: prints what an administrator types in', () => {
    const { status, stdout } = hoofbeats(['epic-build-sheet'], { PUBLIC_URL });
    expect(status).toBe(0);
    expect(stdout).toContain(`${PUBLIC_URL}/cds-services/differential-diagnosis/feedback`);
    expect(stdout).toContain('Patient/{{context.patientId}}');
    const json = hoofbeats(['epic-build-sheet', '--url', 'https://other.example/', '--json']);
    expect(JSON.parse(json.stdout).services).toHaveLength(1);
    expect(json.stdout).toContain('https://other.example/cds-services/differential-diagnosis"');
  });

  it('asks for the URL when none is set', () => {
    const { status, stderr } = hoofbeats(['epic-build-sheet']);
    expect(status).toBe(2);
    expect(stderr).toContain('PUBLIC_URL');
  });
});
