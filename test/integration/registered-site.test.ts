import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bundle } from 'fhir/r4.js';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { fhirProfilesDir } from '../../src/config/paths.ts';
import { withRecords } from '../../src/records.ts';
import { type EhrServer, openEhr } from '../fixtures/ehr-server.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { type Overheard, type RedisServer, redisInstalled, startRedis } from '../fixtures/redis-server.ts';
import { hoofbeats, type ServeProcess, serveProcess } from '../fixtures/serve-process.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { filesIn, type Place, placesWith, rowsIn, sealedIn } from '../fixtures/traces.ts';
import { publicUrl, servicePath, type TokenChanges, type TrustedEhr, trustedEhr } from '../fixtures/trusted-ehr.ts';

const example = join(fhirProfilesDir, 'examples', 'slurred-speech-tremor.json');
const patient: Bundle = JSON.parse(readFileSync(example, 'utf8'));
const resources = (patient.entry ?? []).flatMap(({ resource }) => resource ?? []);
const accessToken = `access-${randomBytes(24).toString('hex')}`;
const staleToken = `stale-${randomBytes(24).toString('hex')}`;
const feedbackPath = `${servicePath}/feedback`;
const appUrl = 'https://ddx.example/launch';
const keys = {
  SEAL_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  PSEUDONYM_KEY: randomBytes(32).toString('base64'),
};

const databases = [
  { name: 'the embedded database', available: true, postgres: false },
  { name: 'PostgreSQL (needs postgresql)', available: hasPostgres, postgres: true },
] as const;
const runnable = databases.map(({ name, available, postgres }) => ({
  name: redisInstalled ? name : `${name} (needs redis-server)`,
  available: available && redisInstalled,
  postgres,
}));

describe.each(runnable)('hoofbeats serve for a registered site, with Redis and $name', ({ available, postgres }) => {
  describe.skipIf(!available)('as a process', { timeout: 60_000 }, () => {
    const dir = temporaryFolder();
    let database: TestPostgres | undefined;
    let redis: RedisServer;
    let overheard: Overheard;
    let ehr: EhrServer;
    let site: TrustedEhr;
    let settings: Readonly<Record<string, string>>;
    let server: ServeProcess;
    /** Every client JWT that was made, with its jti. */
    const tokens: { readonly jwt: string; readonly jti: string }[] = [];

    beforeAll(async () => {
      [redis, ehr, database] = await Promise.all([
        startRedis(),
        openEhr(resources, { token: accessToken }),
        postgres ? startPostgres() : undefined,
      ]);
      overheard = await redis.overheard();
      site = await trustedEhr({ fhirServers: [ehr.base], privateNetworks: ['127.0.0.0/8'] });
      settings = {
        PUBLIC_URL: publicUrl,
        EHR_REGISTRY: site.registry,
        REDIS_URL: redis.url,
        DATA_DIR: dir,
        APP_URL: appUrl,
        LOG_LEVEL: 'debug',
        // Patience: test machines are busy.
        DEADLINE_MS: '20000',
        FHIR_DEADLINE_MS: '15000',
        ...keys,
        ...(database && { DATABASE_URL: await database.database() }),
      };
      server = await serveProcess(settings);
    }, 60_000);
    afterAll(async () => {
      await server?.stop();
      overheard?.stop();
      await Promise.all([redis?.stop(), ehr?.close(), site?.close(), database?.stop()]);
    });

    function tokenFor(path: string, { claims, ...changes }: TokenChanges = {}): string {
      const jti = `jti-${randomUUID()}`;
      const jwt = site.token({ ...changes, claims: { aud: publicUrl + path, jti, ...claims } });
      tokens.push({ jwt, jti });
      return jwt;
    }
    const post = (path: string, body: object | string, jwt = tokenFor(path)) =>
      request(server.url)
        .post(path)
        .set('Authorization', `Bearer ${jwt}`)
        .set('Content-Type', 'application/json')
        .send(body);
    const callOf = (userId: string, access_token = accessToken) => ({
      hook: 'patient-view',
      hookInstance: randomUUID(),
      fhirServer: ehr.base,
      fhirAuthorization: { access_token, token_type: 'Bearer', expires_in: 300, scope: 'patient/*.rs', subject: 'ddx' },
      context: { userId, patientId: 'karim' },
    });
    const user = 'Practitioner/u1';

    it('R14 R19 C12 F1 F9: a card with a SMART link is shown once, is read from the EHR, and takes feedback', async () => {
      const { status, body } = await post(servicePath, callOf(user));
      expect(status, JSON.stringify(body)).toBe(200);
      const [card] = body.cards;
      expect(card.links[0]).toEqual({ label: expect.any(String), url: appUrl, type: 'smart', appContext: card.uuid });
      // What was shown is remembered while the answer is on its way.
      await sleep(500);
      expect((await post(servicePath, callOf(user))).body).toEqual({ cards: [] });
      const report = {
        card: card.uuid,
        outcome: 'overridden',
        outcomeTimestamp: new Date().toISOString(),
        overrideReason: { reason: card.overrideReasons[0], userComment: 'thought of it' },
      };
      for (const _ of [1, 2])
        expect(await post(feedbackPath, { feedback: [report] })).toMatchObject({ status: 200, text: '' });
    });

    it('F7: the metrics and hoofbeats feedback tell what became of the cards', async () => {
      const { text: metrics } = await request(server.url).get('/metrics');
      const named = 'service="differential-diagnosis"';
      for (const [line, count] of [
        [`hoofbeats_cards_shown_total{${named},hook="patient-view"}`, 1],
        [`hoofbeats_silent_calls_total{${named},hook="patient-view",reason="repeat"}`, 1],
        [`hoofbeats_feedback_total{${named},outcome="overridden",reason="already-considered"}`, 1],
      ])
        expect(metrics).toContain(`${line} ${count}\n`);
      const printed = await text(hoofbeats(['feedback', '--json'], settings).stdout);
      expect(JSON.parse(printed).services).toMatchObject([
        {
          openings: 2,
          shown: 1,
          shownPer100Openings: 50,
          silent: { repeat: 1 },
          overriddenBy: { 'already-considered': 1 },
          unanswered: 0,
        },
      ]);
    });

    it('C14 F9 J12 J14: no token stays behind, in the log, the database or Redis, whatever becomes of its call', async () => {
      const outcomes: readonly (readonly [number, Promise<request.Response>])[] = [
        [200, post(servicePath, callOf('Practitioner/u2'))],
        [401, post(servicePath, callOf(user), tokens[0]!.jwt)],
        [401, post(servicePath, callOf(user), tokenFor(feedbackPath))],
        [401, post(servicePath, callOf(user), tokenFor(servicePath, { claims: { exp: 1 } }))],
        [401, post(servicePath, callOf(user), accessToken)],
        [412, post(servicePath, callOf(user, staleToken))],
        [400, post(servicePath, { ...callOf(user), hookInstance: accessToken })],
        [400, post(servicePath, { ...callOf(user), context: { userId: accessToken, patientId: accessToken } })],
        [400, post(servicePath, `{"fhirAuthorization":{"access_token":"${accessToken}"`)],
        [404, post(`/cds-services/${accessToken}`, callOf(user))],
        [200, post(`${servicePath}?access_token=${accessToken}`, callOf(user), tokenFor(servicePath))],
        [400, post(feedbackPath, { feedback: [{ card: '1', outcome: accessToken }] })],
        // F9: feedback has an audience of its own.
        [401, post(feedbackPath, { feedback: [] }, tokenFor(servicePath))],
        [200, post('/fhir/$differential', patient)],
      ];
      for (const [status, response] of outcomes) expect(await response).toMatchObject({ status });
      expect(ehr.requests.map(({ authorization }) => authorization)).toContain(`Bearer ${accessToken}`);
      expect(ehr.requests.map(({ authorization }) => authorization)).toContain(`Bearer ${staleToken}`);
      const metrics = (await request(server.url).get('/metrics')).text;
      const ready = await request(server.url).get('/health/ready');
      expect(ready.body).toEqual({ status: 'ready' });
      const redisHolds = await redis.dump();
      const files = filesIn(dir);
      await server.stop();

      const log: Place = ['log', server.output()];
      const redisHeard: Place = ['Redis, commands', overheard.text()];
      const stored = await withRecords(loadConfig(settings), async (records) => ({
        rows: await rowsIn(records),
        sealed: await sealedIn(records),
      }));
      // The searches can find what is there.
      expect(placesWith('"route":"/cds-services/:id"', [log])).toEqual(['log']);
      expect(placesWith('hoofbeats:jti:', [redisHeard, ['Redis', redisHolds]])).toHaveLength(2);
      expect(placesWith('POST /cds-services/:id', stored.rows)).toEqual(['audit']);
      if (!postgres) expect(placesWith('POST /cds-services/:id', files)).not.toEqual([]);
      expect(placesWith('thought of it', [...stored.rows, ...stored.sealed])).toEqual(['sealed feedback']);

      const places = [
        log,
        ['metrics', metrics],
        ['Redis', redisHolds],
        redisHeard,
        ...files,
        ...filesIn(dir),
        ...stored.rows,
        ...stored.sealed,
      ] as const;
      const secrets = [accessToken, staleToken, ...tokens.flatMap(({ jwt, jti }) => [jti, jwt, ...jwt.split('.')])];
      expect(tokens.length).toBeGreaterThan(10);
      for (const secret of new Set(secrets)) expect(placesWith(secret, places), secret).toEqual([]);
    });
  });
});
