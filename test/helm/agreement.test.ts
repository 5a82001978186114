import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findCommand } from '../../src/cli/commands.ts';
import { projectRoot } from '../../src/config/paths.ts';
import { configSchema } from '../../src/config/schema.ts';
import { healthRoutes } from '../../src/http/health-routes.ts';
import { laneNames } from '../../src/queue/lanes.ts';
import { graceMs as workerGraceMs } from '../../src/queue/workers.ts';
import { graceMs as serverGraceMs } from '../../src/server.ts';
import { chartDir, hasHelm } from './helm-program.ts';
import { componentOf, environmentOf, type PodTemplate, podsOf, rendered, valueSets } from './rendered.ts';

const file = (...path: readonly string[]) => readFileSync(join(...path), 'utf8');
const schema = JSON.parse(file(chartDir, 'values.schema.json'));
const settings = Object.keys(configSchema.shape);
const secretSettings: readonly string[] = schema.properties.secrets.properties.settings.items.enum;
const plainSettings: readonly string[] = schema.properties.settings.propertyNames.enum;
const ownSettings = [
  'HOST',
  'PORT',
  'PUBLIC_URL',
  'EHR_REGISTRY',
  'OPEN_MODE',
  'QUEUE',
  'WORKER_PORT',
  'MODELS_DIR',
  'DATA_DIR',
];

const pods: readonly (readonly [string, PodTemplate])[] = hasHelm
  ? Object.entries(valueSets).flatMap(([name, files]) =>
      podsOf(rendered(files)).map((pod) => [`${pod.maker} (${name})`, pod] as const),
    )
  : [];
const programs = pods.filter(([, pod]) => componentOf(pod) !== 'test');

describe('the chart and the program', () => {
  it('have the same version', () => {
    expect(parse(file(chartDir, 'Chart.yaml')).appVersion).toBe(JSON.parse(file(projectRoot, 'package.json')).version);
  });

  it('know the same settings: each is secret, set by the chart, or free to set', () => {
    expect([...secretSettings, ...plainSettings, ...ownSettings].sort()).toEqual([...settings].sort());
  });

  it('know the same lanes', () => {
    const { queueAge } = schema.properties.worker.properties.autoscaling.properties;
    expect(Object.keys(queueAge.properties).sort()).toEqual([...laneNames].sort());
  });

  it('agree on how long a stop may take', () => {
    const { preStopSeconds, terminationGracePeriodSeconds } = parse(file(chartDir, 'values.yaml'));
    const waited = preStopSeconds + Math.max(serverGraceMs, workerGraceMs) / 1000;
    // What runs late is finished too, and the records are written.
    expect(terminationGracePeriodSeconds).toBeGreaterThanOrEqual(waited + 15);
    const { minimum } = schema.properties.terminationGracePeriodSeconds;
    expect(minimum).toBeGreaterThanOrEqual(waited + 15);
  });

  it('open to the outside what the interface has', () => {
    const routes = Object.keys(JSON.parse(file(projectRoot, 'docs', 'openapi.json')).paths);
    const { ingress } = parse(file(chartDir, 'values.yaml'));
    for (const path of ingress.paths)
      expect(routes.filter((route) => `${route}/`.startsWith(`${path}/`))).not.toEqual([]);
  });

  it('agree with the image on its user and its data', () => {
    const image = file(projectRoot, 'Dockerfile');
    expect(image).toMatch(/^USER 1000:1000$/m);
    expect(image).toMatch(/^VOLUME \/app\/data$/m);
    expect(image).toMatch(/^ENTRYPOINT \["node".*"scripts\/hoofbeats\.mjs"\]$/m);
  });
});

describe.skipIf(!hasHelm)('the pods of the chart (with helm, or HELM_PATH)', () => {
  it.each(programs)('%s runs a command that there is, with settings that there are', (_name, pod) => {
    const { args, command } = pod.spec.containers[0];
    expect(command).toBeUndefined();
    expect(findCommand(args)).toBeDefined();
    for (const [variable, value] of Object.entries(environmentOf(pod))) {
      const name = settings.includes(variable) ? variable : variable.replace(/_FILE$/, '');
      expect(settings).toContain(name);
      if (secretSettings.includes(name)) expect(value).toMatch(new RegExp(`^/(etc/hoofbeats|vault)/secrets/${name}$`));
    }
  });

  it.each(programs)('%s is configured as the program accepts it', (_name, pod) => {
    // Secrets come as files, which there are none of here.
    const given = Object.fromEntries(Object.entries(environmentOf(pod)).filter(([name]) => settings.includes(name)));
    expect(configSchema.safeParse(given).error).toBeUndefined();
  });

  it.each(programs)('%s mounts each folder that a setting names, and what it mounts is there', (_name, pod) => {
    const { volumes, containers } = pod.spec;
    const mounted: readonly { name: string; mountPath: string }[] = containers[0].volumeMounts;
    expect(mounted.map(({ name }) => name).sort()).toEqual(volumes.map(({ name }: { name: string }) => name).sort());
    for (const value of Object.values(environmentOf(pod)).filter((one) => /^\/(app|etc)\//.test(one)))
      expect(mounted.some(({ mountPath }) => `${value}/`.startsWith(`${mountPath}/`))).toBe(true);
  });

  it.each(programs.filter(([, pod]) => pod.spec.containers[0].ports))('%s is probed where it answers', (_name, pod) => {
    const [container] = pod.spec.containers;
    const environment = environmentOf(pod);
    const routes = healthRoutes(async () => []).map(({ path }) => path);
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
      expect(routes).toContain(container[probe].httpGet.path);
      expect(container[probe].httpGet.port).toBe(container.ports[0].name);
    }
    const port = environment[componentOf(pod) === 'worker' ? 'WORKER_PORT' : 'PORT'];
    expect(String(container.ports[0].containerPort)).toBe(port);
    expect(environment.HOST).toBe('0.0.0.0');
  });

  it('gives no pod a secret that its role does not read', () => {
    const secretsOf = (component: string) =>
      new Set(
        programs
          .filter(([, pod]) => componentOf(pod) === component)
          .flatMap(([, pod]) => Object.keys(environmentOf(pod)).map((name) => name.replace(/_FILE$/, '')))
          .filter((name) => secretSettings.includes(name)),
      );
    expect([...secretsOf('migrate')]).toEqual(['DATABASE_URL']);
    expect([...secretsOf('worker')].sort()).toEqual(['PSEUDONYM_KEY', 'REDIS_URL', 'SEAL_KEYS']);
    expect(secretsOf('screening').has('OPERATOR_TOKEN')).toBe(false);
  });
});
