import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import type { Config } from '../../src/config/schema.ts';
import { openRecords } from '../../src/records.ts';
import { assessorOf, marfan } from '../fixtures/marfan-assessment.ts';
import { hasPostgres, startPostgres } from '../fixtures/postgres.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { testKeys } from '../fixtures/test-records.ts';
import { testServer } from '../fixtures/test-server.ts';

/** Values that would say something else to a database if they were pasted into a statement. */
const injections = [
  "' OR '1'='1",
  "p1' OR 1=1 --",
  '"; DROP TABLE audit; --',
  "p1'); DELETE FROM audit; --",
  '%',
  '_1',
  'p1\\',
  "p1' UNION SELECT * FROM audit --",
];
const feedbackWith = (text: string) => ({
  feedback: [
    {
      card: '4e0a3a1e-8c1f-4f0e-9a3d-0a6f0f6d8c11',
      outcome: 'overridden',
      outcomeTimestamp: '2026-03-04T05:06:07Z',
      overrideReason: { userComment: text },
    },
  ],
});

/** What the auditor finds after searches and comments that try to be statements. */
async function besieged(database: Pick<Config, 'DATA_DIR' | 'DATABASE_URL'>) {
  const records = await openRecords({ ...database, ...testKeys });
  try {
    const { app } = await testServer(assessorOf(marfan), {
      records,
      config: loadConfig({ PUBLIC_URL: 'https://ddx.example' }),
    });
    const call = {
      hook: 'patient-view',
      hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
      context: { userId: 'Practitioner/u1', patientId: 'p1' },
      prefetch: { patient: { resourceType: 'Patient', id: 'p1' } },
    };
    await request(app).post('/cds-services/differential-diagnosis').send(call).expect(200);
    await sleep(100);
    await records.trail.drained();
    const totalOf = async (query: Readonly<Record<string, string>>) => {
      const response = await request(app).get('/fhir/AuditEvent').query(query);
      return response.status === 200 ? (JSON.parse(response.text).entry ?? []).length : response.status;
    };
    const before = await totalOf({ subtype: 'call' });
    const found: unknown[] = [];
    for (const text of injections) {
      for (const name of ['patient', 'client', 'tenant'])
        found.push(await totalOf({ patient: 'nobody', [name]: text }));
      found.push(await totalOf({ date: text }), await totalOf({ before: text }), await totalOf({ subtype: text }));
      found.push((await request(app).get(`/fhir/AuditEvent/${encodeURIComponent(text)}`)).status);
      const feedback = await request(app)
        .post('/cds-services/differential-diagnosis/feedback')
        .send(feedbackWith(text));
      found.push(feedback.status);
    }
    await records.trail.drained();
    return { before, found, after: await totalOf({ subtype: 'call' }) };
  } finally {
    await records.close();
  }
}

/** Of each injection: nobody's records, refusals, and a comment that is kept as a comment. */
const harmless = injections.flatMap(() => [0, 0, 0, 400, 400, 400, expect.toBeOneOf([400, 404]), 200]);

describe('searches that try to be statements', { timeout: 120_000 }, () => {
  it('find nothing and change nothing in the embedded database', async () => {
    const { before, found, after } = await besieged({ DATA_DIR: temporaryFolder(), DATABASE_URL: undefined });
    expect(before).toBe(1);
    expect(found).toEqual(harmless);
    expect(after).toBeGreaterThanOrEqual(before);
  });

  it.skipIf(!hasPostgres)('find nothing and change nothing in PostgreSQL (needs postgresql)', async () => {
    const postgres = await startPostgres();
    try {
      const { before, found, after } = await besieged({
        DATA_DIR: '/nowhere',
        DATABASE_URL: await postgres.database(),
      });
      expect(before).toBe(1);
      expect(found).toEqual(harmless);
      expect(after).toBeGreaterThanOrEqual(before);
    } finally {
      await postgres.stop();
    }
  });
});
