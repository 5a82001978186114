import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { patientViewCall } from '../../bench/prefetch.ts';
import { type CallPreparer, createCallPreparer } from '../../src/cds-hooks/preparation/call-preparer.ts';
import { loadConfig } from '../../src/config/load.ts';
import { codeVersion } from '../../src/config/version.ts';
import type { Metrics } from '../../src/monitoring/metrics.ts';
import type { Records } from '../../src/records.ts';
import { openServing, type Serving } from '../../src/serving.ts';
import { findAssessment } from '../../src/store/assessments.ts';
import { loadReverseMaps } from '../../src/terminology/reverse-maps.ts';
import { openTestRecords } from '../fixtures/test-records.ts';
import { testServer } from '../fixtures/test-server.ts';

const path = '/cds-services/differential-diagnosis';

interface Site {
  readonly app: Express;
  readonly records: Records;
  readonly metrics: Metrics;
}

/** The whole server twice: one reads every call on its event loop, one has a thread read them. */
describe('a call that another thread has read', { timeout: 60_000 }, () => {
  // Midnight: the example's results are dated, and ages count from the instant of the call.
  const now = () => new Date('2026-06-05T00:00:00Z');
  const call = JSON.parse(patientViewCall(60_000));
  const config = loadConfig({ DEADLINE_MS: '20000' });
  const servings: Serving[] = [];
  let preparer: CallPreparer;
  let alone: Site;
  let helped: Site;

  async function site(given?: CallPreparer): Promise<Site> {
    const records = await openTestRecords(undefined, { now });
    const serving = await openServing(config, { keep: records.keep, now, newId: () => `run-${run}` });
    servings.push(serving);
    const overrides = { config, records, now, reverseMaps: loadReverseMaps(), preparer: given };
    const { app, metrics } = await testServer(serving.assessor, overrides);
    return { app, records, metrics };
  }
  /** Of the next assessment; ids of suggestions follow from it. */
  let run = 0;
  const ask = ({ app }: Site, body: object) => request(app).post(path).send(body);
  const count = async ({ metrics }: Site, on: string) =>
    (await metrics.preparedCalls.get()).values.find(({ labels }) => labels.on === on)?.value;

  beforeAll(async () => {
    alone = await site();
    const [{ terminology, criteria }] = servings as [Serving];
    preparer = createCallPreparer({
      services: (await testServer({ assess: () => Promise.reject() })).dependencies.services,
      entryLimit: config.ENTRY_LIMIT,
      looksForReady: false,
      reads: criteria?.reads,
      versions: { code: codeVersion, terminology: terminology.versions },
      isBusy: () => true,
      onEnd: (cause) => expect.fail(String(cause)),
    });
    helped = await site(preparer);
    // The calls until it is ready are what makes the thread begin.
    const isHelped = async () => {
      run += 1;
      await ask(helped, call);
      expect(await count(helped, 'thread')).toBeGreaterThan(0);
    };
    await vi.waitFor(isHelped, { timeout: 30_000, interval: 20 });
  }, 60_000);
  afterAll(async () => {
    await preparer.close();
    for (const serving of servings) await serving.close();
    for (const { records } of [alone, helped]) await records.close();
  });

  it('is answered with the same card, and leaves the same record', async () => {
    run += 1;
    const [one, other] = [await ask(alone, call), await ask(helped, call)];
    expect(one.body.cards).toHaveLength(1);
    expect(other.text).toBe(one.text);
    const kept = await Promise.all(
      [alone, helped].map(async ({ records: { trail, db, keys } }) => {
        await trail.drained();
        return findAssessment(`run-${run}`, db, keys.seal);
      }),
    );
    expect(kept[1]).toEqual(kept[0]);
    expect(kept[0]?.inputHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is refused in the same words', async () => {
    const { patientId: _, ...context } = call.context;
    const before = await count(helped, 'loop');
    for (const wrong of [
      { ...call, context },
      { ...call, prefetch: { ...call.prefetch, patient: null } },
    ]) {
      const [one, other] = [await ask(alone, wrong), await ask(helped, wrong)];
      expect(one.status).toBeGreaterThanOrEqual(400);
      expect([other.status, other.body]).toEqual([one.status, one.body]);
    }
    expect(await count(helped, 'loop')).toBe(before! + 2);
  });
});
