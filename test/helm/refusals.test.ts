import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chartDir, hasHelm } from './helm-program.ts';
import { type Overrides, template } from './rendered.ts';

/** Values that must not pass, over those of a set, and the words in which the chart says so. */
type Refusal = readonly [why: string, files: readonly string[], overrides: Overrides, words: string];

const all = ['DATABASE_URL', 'REDIS_URL', 'SEAL_KEYS', 'PSEUDONYM_KEY'];
const without = (name: string) => ({ 'secrets.settings': all.filter((one) => one !== name) });
const screening = ['production', 'screening'];

const refused: readonly Refusal[] = [
  ['nobody may call', [], {}, 'Nobody may call: name the ConfigMap or Secret of the EHRs'],
  ['open mode beside a registry', ['production'], { openMode: true }, 'ehrRegistry and openMode are both set'],
  ['two registries', ['production'], { 'ehrRegistry.secret': 'ehrs' }, 'ehrRegistry names a ConfigMap and a Secret'],
  ['a registry without publicUrl', ['production'], { publicUrl: '' }, 'ehrRegistry needs publicUrl'],
  ['two places of secrets', ['production'], { 'secrets.secret': 'hoofbeats' }, 'Secrets come from one place'],
  ['secrets in no place', ['production'], { 'secrets.secretProviderClass': '' }, 'but not where they lie'],
  ['a place without secrets', ['laptop'], { 'secrets.secret': 'hoofbeats' }, 'list the settings that lie in hoofbeats'],
  ['a shared database without shared keys', ['production'], without('SEAL_KEYS'), 'DATABASE_URL needs SEAL_KEYS'],
  ['one key without the other', ['production'], without('PSEUDONYM_KEY'), 'SEAL_KEYS and PSEUDONYM_KEY go together'],
  ['replicas on an embedded database', ['laptop'], { 'api.replicas': 2 }, 'Several servers need PostgreSQL'],
  [
    'autoscaling on an embedded database',
    ['laptop'],
    { 'api.autoscaling.by': 'hpa' },
    'Several servers need PostgreSQL',
  ],
  ['replicas that do not share used tokens', ['production'], without('REDIS_URL'), 'Several servers need Redis'],
  ['workers without Redis', ['laptop'], { 'worker.enabled': true }, 'Workers need REDIS_URL, SEAL_KEYS'],
  ['fewest above most', ['production'], { 'api.autoscaling.min': 21 }, 'api.autoscaling.min is more than max'],
  [
    'a migration that its secrets do not know',
    ['production'],
    { 'serviceAccount.create': true },
    "The migration runs before the chart's ServiceAccount is there, which hoofbeats knows pods by",
  ],
  ['a screening of nothing', screening, { 'screening.fhir': '' }, 'name the FHIR server that is screened'],
  [
    'a screening of a group and of a list',
    screening,
    { 'screening.patients': { configMap: 'patients', key: 'ids' } },
    'screening.group and screening.patients are both set',
  ],
  [
    'a screening that nobody could audit',
    ['laptop'],
    { 'screening.enabled': true, 'screening.fhir': 'https://ehr.example/fhir' },
    'Screening needs DATABASE_URL',
  ],
  ['a client without keys', screening, { 'secrets.settings': all }, 'settings.BACKEND_CLIENT_ID needs BACKEND_KEYS'],
  ['a canary among colours', ['production', 'canary', 'blue-green'], {}, 'canary and blueGreen are both enabled'],
  [
    'a canary of the same feather',
    ['production', 'canary'],
    { 'canary.tag': '', 'canary.modelsClaim': '' },
    'The canary is no different',
  ],
  ['a canary without calls', ['production', 'canary'], { 'ingress.enabled': false }, 'enable one of them'],
  [
    'an active colour without image',
    ['production', 'blue-green'],
    { 'blueGreen.green': '' },
    'blueGreen.green has no tag',
  ],
  ['two entrances', ['production'], { 'gateway.enabled': true }, 'ingress and gateway are both enabled'],
  ['an ingress without TLS', ['production'], { 'ingress.tlsSecret': '' }, 'needs ingress.host and ingress.tlsSecret'],
  ['a route without gateway', ['production', 'canary-gateway'], { 'gateway.parentRefs': [] }, 'needs gateway.host and'],
  ['a policy without callers', ['production'], { 'networkPolicy.clients': [] }, 'Nobody reaches the servers'],
  [
    'a policy without database',
    ['production'],
    { 'networkPolicy.postgresql.to': [] },
    'The database cannot be reached',
  ],
  ['a policy without Redis', ['production'], { 'networkPolicy.redis.to': [] }, 'Redis cannot be reached'],
  ['a policy without EHRs', ['production'], { 'networkPolicy.fhir.to': [] }, 'No EHR can be reached'],
  [
    'a policy without Prometheus',
    ['production'],
    { 'networkPolicy.prometheus': [] },
    'Prometheus cannot read /metrics',
  ],
];

/** What values.schema.json refuses: typing errors, and values of no meaning. */
const unknown: readonly Refusal[] = [
  ['a misspelt value', ['laptop'], { replicaCount: 3 }, 'replicaCount'],
  ['a misspelt value below', ['laptop'], { 'api.autoscaling.maximum': 3 }, 'maximum'],
  ['a misspelt setting', ['laptop'], { 'settings.LOGLEVEL': 'warn' }, 'LOGLEVEL'],
  ['a setting that the chart sets', ['laptop'], { 'settings.PORT': '80' }, 'PORT'],
  ['a secret in the clear', ['laptop'], { 'settings.DATABASE_URL': 'postgres://a:b@c/d' }, 'DATABASE_URL'],
  ['a secret setting that is none', ['laptop'], { 'secrets.settings': ['LOG_LEVEL'] }, 'secrets'],
  ['the tag latest', ['laptop'], { 'image.tag': 'latest' }, 'tag'],
  ['the canary’s tag latest', ['laptop'], { 'canary.tag': 'latest' }, 'tag'],
  ['a digest that is none', ['laptop'], { 'image.digest': 'sha256:12' }, 'digest'],
  ['HPA and KEDA at once', ['production'], { 'worker.autoscaling.by': ['hpa', 'keda'] }, 'autoscaling'],
  ['a lane that is none', ['production'], { 'worker.autoscaling.queueAge.express': 1 }, 'express'],
  ['a weight beyond all calls', ['production'], { 'canary.weight': 101 }, 'weight'],
  ['a number for a name', ['laptop'], { 'image.repository': 7 }, 'repository'],
  [
    'a grace shorter than the drain',
    ['laptop'],
    { terminationGracePeriodSeconds: 20 },
    'terminationGracePeriodSeconds',
  ],
];

describe.skipIf(!hasHelm)('the chart refuses (with helm, or HELM_PATH)', () => {
  it.each([...refused, ...unknown])('%s', (_why, files, overrides, words) => {
    const { status, stdout, stderr } = template(files, overrides);
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
  });

  it('says all that is wrong at once', () => {
    const { stderr } = template([], { 'ingress.enabled': true, 'screening.enabled': true });
    expect(stderr.match(/^- .+/gm)?.length).toBeGreaterThan(4);
  });

  it('has a test for each of its reasons', () => {
    const reasons = readFileSync(join(chartDir, 'templates', '_refusals.tpl'), 'utf8').match(/^- .+/gm) ?? [];
    const said = refused.map(([, files, overrides]) => template(files, overrides).stderr).join('\n');
    const pattern = (reason: string) =>
      reason
        .split(/\{\{.*?\}\}/)
        .map((words) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.+');
    expect(reasons.length).toBeGreaterThan(25);
    expect(reasons.filter((reason) => !new RegExp(pattern(reason)).test(said))).toEqual([]);
  });
});
