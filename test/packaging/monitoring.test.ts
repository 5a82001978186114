import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../src/config/paths.ts';
import { temporaryFile } from '../fixtures/temporary-file.ts';
import { compose } from './compose-file.ts';

const { api, worker, prometheus, grafana } = compose.services;
const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const settings = read('deploy/monitoring/prometheus.yml');

/** Folder of this project that a service sees under a path. */
const mounted = (service: typeof api, path: string) =>
  service!.volumes!.map((volume) => volume.split(':')).find(([, inside]) => inside === path)?.[0];

const promtool = spawnSync('promtool', ['--version'], { stdio: 'ignore' }).status === 0;

describe('the monitoring of docker-compose.yml', () => {
  it('scrapes the server and the worker where they answer', () => {
    const targets = parse(settings).scrape_configs.flatMap(
      ({ static_configs }: { static_configs: readonly { targets: readonly string[] }[] }) =>
        static_configs.flatMap((one) => one.targets),
    );
    expect(targets).toEqual(['api:3000', `worker:${worker!.environment!.WORKER_PORT}`]);
    for (const one of [api, worker]) expect(one!.networks).toEqual(expect.arrayContaining([...prometheus!.networks]));
  });

  it.skipIf(!promtool)('has settings and alert rules that Prometheus accepts (needs promtool)', () => {
    const alerts = mounted(prometheus, '/etc/prometheus/alerts');
    const here = settings.replace('/etc/prometheus/alerts', join(projectRoot, alerts!));
    const said = execFileSync('promtool', ['check', 'config', temporaryFile('prometheus.yml', [here])], {
      encoding: 'utf8',
    });
    expect(said).toMatch(/SUCCESS: \d+ rule files? found/);
  });

  it('gives Grafana the chart’s dashboards and Prometheus', () => {
    const provider = parse(read('deploy/monitoring/grafana/dashboards/hoofbeats.yaml')).providers[0];
    const dashboards = mounted(grafana, provider.options.path)!;
    const titles = readdirSync(join(projectRoot, dashboards))
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(read(join(dashboards, name))).title);
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.every((title) => typeof title === 'string')).toBe(true);
    const source = parse(read('deploy/monitoring/grafana/datasources/prometheus.yaml')).datasources[0];
    expect(new URL(source.url).hostname in compose.services).toBe(true);
    const provisioned = grafana!.volumes!.filter((volume) => volume.includes(':/etc/grafana/provisioning/'));
    expect(provisioned.map((volume) => volume.split('/provisioning/')[1])).toEqual(['dashboards:ro', 'datasources:ro']);
  });

  it('comes only with its profile', () => {
    for (const [name, { profiles }] of Object.entries(compose.services))
      expect(profiles, name).toEqual(['prometheus', 'grafana'].includes(name) ? ['monitoring'] : undefined);
  });
});
