import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, Condition } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fhirProfilesDir } from '../../src/config/paths.ts';
import { runCommand } from '../fixtures/command.ts';
import { type EhrServer, openEhr } from '../fixtures/ehr-server.ts';
import { freePort } from '../fixtures/free-port.ts';
import { type PrometheusServer, prometheusInstalled, startPrometheus } from '../fixtures/prometheus-server.ts';
import { type RedisServer, redisInstalled, startRedis } from '../fixtures/redis-server.ts';
import { writeScreeningData } from '../fixtures/screening-data.ts';
import { type ServeProcess, serveProcess } from '../fixtures/serve-process.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { type Process, sharedKeys, workerProcess } from '../fixtures/worker-process.ts';
import { alertFiles, alertRules, asAsked, dashboards } from './monitoring-files.ts';

/** Panels that have nothing to show where nothing goes wrong, nobody subscribes, and no run is under way. */
const mayBeEmpty = new Set([
  'What was not read',
  'Answered without a worker',
  'Notifications heard',
  'What became of them',
  'Oldest event that waits',
  'Calls that were ready',
  'Time left',
]);

const resourcesOf = (example: string) => {
  const bundle: Bundle = JSON.parse(readFileSync(join(fhirProfilesDir, 'examples', `${example}.json`), 'utf8'));
  return (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);
};

/** The value of every series that answers a query. */
interface Answer {
  readonly result: readonly unknown[];
}

describe.skipIf(!prometheusInstalled || !redisInstalled)(
  'what a real Prometheus makes of it (needs prometheus and redis-server)',
  { timeout: 180_000 },
  () => {
    let redis: RedisServer;
    let ehr: EhrServer;
    let worker: Process;
    let server: ServeProcess;
    let prometheus: PrometheusServer;

    const post = async (path: string, body: object) => {
      const response = await fetch(server.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(response.status, path).toBe(200);
      return response;
    };
    const call = async (patientId: string) => {
      const response = await post('/cds-services/differential-diagnosis', {
        hook: 'patient-view',
        hookInstance: '3f2b4c1e-7a55-4b2c-9a38-0d2f0c7f9b11',
        fhirServer: ehr.base,
        context: { userId: 'Practitioner/1', patientId },
      });
      return ((await response.json()) as { cards: { uuid: string; suggestions?: { uuid: string }[] }[] }).cards;
    };
    const outcomeTimestamp = new Date().toISOString();

    /** A little of everything. */
    async function use(): Promise<void> {
      const [card] = await call('karim');
      await call('nadia');
      const reason = {
        code: 'already-considered',
        system: 'https://hoofbeats.example/fhir/CodeSystem/override-reasons',
      };
      const overridden = { card: card!.uuid, outcome: 'overridden', overrideReason: { reason }, outcomeTimestamp };
      const acceptedSuggestions = card!.suggestions?.slice(0, 1).map(({ uuid }) => ({ id: uuid }));
      const accepted = { card: card!.uuid, outcome: 'accepted', acceptedSuggestions, outcomeTimestamp };
      await post('/cds-services/differential-diagnosis/feedback', { feedback: [overridden] });
      if (acceptedSuggestions) await post('/cds-services/differential-diagnosis/feedback', { feedback: [accepted] });
      const bundle: Bundle = JSON.parse(
        readFileSync(join(fhirProfilesDir, 'examples', 'common-problems.json'), 'utf8'),
      );
      const patient = bundle.entry?.find(({ resource }) => resource?.resourceType === 'Patient')?.resource?.id;
      const fever = { text: 'Fever', coding: [{ system: 'http://snomed.info/sct', code: '386661006' }] };
      const tomorrow: Condition = {
        resourceType: 'Condition',
        subject: { reference: `Patient/${patient}` },
        code: fever,
        onsetDateTime: '2999-01-01',
      };
      await post('/fhir/$differential', { ...bundle, entry: [...(bundle.entry ?? []), { resource: tomorrow }] });
    }

    beforeAll(async () => {
      const data = join(temporaryFolder(), 'data');
      const records = temporaryFolder();
      const port = await freePort();
      [redis, ehr] = await Promise.all([
        startRedis(),
        openEhr([...resourcesOf('slurred-speech-tremor'), { resourceType: 'Patient', id: 'nadia', gender: 'female' }]),
      ]);
      const keys = sharedKeys().settings;
      const common = { ...keys, REDIS_URL: redis.url, HOST: '127.0.0.1' };
      await writeScreeningData(records, 3);
      const screened = runCommand(['screen', '--ndjson', records, '--out', join(data, 'out')], {
        ...keys,
        DATA_DIR: data,
      });
      worker = await workerProcess({ ...common, WORKER_PORT: String(port) });
      const patience = { DEADLINE_MS: '20000', FHIR_DEADLINE_MS: '8000', FHIR_SERVERS: ehr.base };
      server = await serveProcess({ ...common, ...patience, QUEUE: 'on', DATA_DIR: data });
      expect((await screened).status).toBe(0);
      const targets = [new URL(server.url).host, `127.0.0.1:${port}`];
      prometheus = await startPrometheus(targets, alertFiles);
    }, 180_000);
    afterAll(async () => {
      await prometheus?.stop();
      await server?.stop();
      await worker?.stop();
      await ehr?.close();
      await redis?.stop();
    });

    it('both processes are scraped', async () => {
      const scraped = () =>
        prometheus.get<Answer>('query', { query: 'up == 1 and on (instance) hoofbeats_build_info' });
      await expect.poll(async () => (await scraped()).result.length, { timeout: 60_000 }).toBe(2);
    });

    it('every panel is answered, and those that have something to show show it', async () => {
      const panels = dashboards.flatMap(({ file, panels }) =>
        panels.flatMap(({ title, targets = [] }) =>
          targets.map(({ expr }) => ({ place: `${file}: ${title}: ${expr}`, title, query: asAsked(expr) })),
        ),
      );
      /** Asked until it has data: a rate needs two scrapes that differ. */
      const empty = async () => {
        await use();
        const answers = await Promise.all(
          panels.map(async ({ query, ...panel }) => ({
            ...panel,
            ...(await prometheus.get<Answer>('query', { query })),
          })),
        );
        return answers
          .filter(({ title, result }) => result.length === 0 && !mayBeEmpty.has(title))
          .map(({ place }) => place);
      };
      await expect.poll(empty, { timeout: 90_000, interval: 2000 }).toEqual([]);
    });

    it('every rule can be evaluated, and none fires that says that something is down', async () => {
      type Rules = {
        readonly groups: readonly { readonly rules: readonly { name: string; health: string; state: string }[] }[];
      };
      const { groups } = await prometheus.get<Rules>('rules');
      const rules = groups.flatMap((group) => group.rules);
      expect(rules.map(({ name }) => name).sort()).toEqual(alertRules.map(({ alert }) => alert).sort());
      expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
      expect(rules.filter(({ state }) => state === 'firing')).toEqual([]);
    });

    it('every metric that is exported as ours is in the table, and named as Prometheus advises', async () => {
      const names = await prometheus.get<readonly string[]>('label/__name__/values');
      const documented = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'metrics.md'), 'utf8');
      const own = names.filter((name) => name.startsWith('hoofbeats_'));
      expect(own.length).toBeGreaterThan(30);
      expect(
        own.filter(
          (name) =>
            !documented.includes(`\`${name.replace(/_(bucket|count|sum)$/, '')}\``) &&
            !documented.includes(`\`${name}\``),
        ),
      ).toEqual([]);
    });
  },
);
