import { describe, expect, it } from 'vitest';
import { codeVersion } from '../../src/config/version.ts';
import { createMetrics } from '../../src/monitoring/metrics.ts';
import { observedRecords } from '../../src/monitoring/observed-records.ts';
import { showScreenings } from '../../src/monitoring/observed-screenings.ts';
import { showReady, showVersions } from '../../src/monitoring/observed-serving.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { finishedRun, openTestRecords } from '../fixtures/test-records.ts';

const rendered = ({ registry }: ReturnType<typeof createMetrics>) => registry.metrics();
const count = (text: string, series: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')[1],
  );

describe('a count whose labels are known', () => {
  it('begins at 0, so that its first is a rise', async () => {
    const text = await rendered(createMetrics());
    expect(count(text, 'hoofbeats_records_lost_total{what="assessment"}')).toBe(0);
    expect(count(text, 'hoofbeats_queue_fallbacks_total{lane="batch",reason="late"}')).toBe(0);
    expect(count(text, 'hoofbeats_audit_commit_seconds_count{outcome="failed"}')).toBe(0);
  });
});

describe('the audit trail', () => {
  it('tells what is written, what fails, and that nothing waits in the end', async () => {
    const metrics = createMetrics();
    const records = await openTestRecords(temporaryFolder(), { observer: observedRecords(metrics) });
    const run = finishedRun();
    await records.keep(run);
    await records.trail.drained();
    const commits = async (outcome: string) =>
      count(await rendered(metrics), `hoofbeats_audit_commit_seconds_count{outcome="${outcome}"}`);
    expect([await commits('committed'), await commits('failed')]).toEqual([1, 0]);
    // An assessment is kept once.
    await records.keep(run);
    await records.trail.drained();
    expect([await commits('committed'), await commits('failed')]).toEqual([1, 1]);
    expect(count(await rendered(metrics), 'hoofbeats_audit_waiting_records')).toBe(0);
    await records.close();
  });

  it('tells how many records wait while none is written', async () => {
    const metrics = createMetrics();
    const records = await openTestRecords(temporaryFolder(), { observer: observedRecords(metrics) });
    const record = { kind: 'call' as const, route: 'GET /x', status: 200 };
    const waiting = [1, 2, 3].map(() => records.trail.record(record, { patienceMs: 60_000 }));
    expect(count(await rendered(metrics), 'hoofbeats_audit_waiting_records')).toBe(3);
    await records.trail.drained();
    await Promise.all(waiting);
    await records.close();
  });
});

describe('what a process shows', () => {
  it('is which versions it runs, and what it could not open', async () => {
    const metrics = createMetrics();
    showVersions(
      { served: [{ family: 'rare-disease', version: '0.2.0' }], problems: [{ family: 'criteria' }] },
      metrics,
    );
    const text = await rendered(metrics);
    expect(text).toContain(`hoofbeats_build_info{version="${codeVersion}",node="${process.versions.node}"} 1`);
    expect(text).toContain('hoofbeats_model_info{model="rare-disease",version="0.2.0"} 1');
    expect(count(text, 'hoofbeats_model_problems')).toBe(1);
  });

  it('is whether its parts can work, now', async () => {
    const metrics = createMetrics();
    showReady([{ part: 'records', ready: false }], metrics);
    expect(await rendered(metrics)).toContain('hoofbeats_part_ready{part="records"} 0');
    showReady([{ part: 'records', ready: true }], metrics);
    expect(await rendered(metrics)).toContain('hoofbeats_part_ready{part="records"} 1');
  });
});

describe('the runs of screenings', () => {
  const run = {
    id: 'a1b2c3',
    phase: 'assessing',
    startedAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:10:00Z',
    progress: { done: 3, total: 12 },
    secondsLeft: 90,
    ...{ assessed: 40, notAssessable: 2, carriedOver: 5, problems: 1 },
  };

  it('are shown as they stand', async () => {
    const metrics = createMetrics();
    showScreenings([run], metrics);
    const text = await rendered(metrics);
    for (const [series, value] of Object.entries({
      'phase{screening="a1b2c3",phase="assessing"}': 1,
      'progress_ratio{screening="a1b2c3"}': 0.25,
      'left_seconds{screening="a1b2c3"}': 90,
      'patients{screening="a1b2c3",outcome="not-assessable"}': 2,
      'carried_over_patients{screening="a1b2c3"}': 5,
      'updated_timestamp_seconds{screening="a1b2c3"}': Date.parse('2026-01-01T00:10:00Z') / 1000,
    }))
      expect(count(text, `hoofbeats_screening_${series}`), series).toBe(value);
    expect(text).not.toContain('hoofbeats_screening_stopped{');
    expect(text).not.toContain('hoofbeats_screening_finished_timestamp_seconds{');
  });

  it('say that they ended early, and not in whose words', async () => {
    const metrics = createMetrics();
    showScreenings(
      [
        { ...run, stopped: 'Patient karim is missing' },
        { ...run, id: 'd4', stopped: 'interrupted' },
      ],
      metrics,
    );
    const text = await rendered(metrics);
    expect(text).toContain('hoofbeats_screening_stopped{screening="a1b2c3",reason="failed"} 1');
    expect(text).toContain('hoofbeats_screening_stopped{screening="d4",reason="interrupted"} 1');
    expect(text).not.toContain('karim');
  });

  it('take the place of what was shown before', async () => {
    const metrics = createMetrics();
    showScreenings([run], metrics);
    showScreenings([{ ...run, phase: 'writing' }], metrics);
    const text = await rendered(metrics);
    expect(text).toContain('phase="writing"} 1');
    expect(text).not.toContain('phase="assessing"');
  });
});
