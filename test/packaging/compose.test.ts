import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { describe, expect, it } from 'vitest';
import { loadConfig, requireSafeExposure } from '../../src/config/load.ts';
import { projectRoot } from '../../src/config/paths.ts';
import { configSchema } from '../../src/config/schema.ts';
import { temporaryFile } from '../fixtures/temporary-file.ts';
import { compose, composePath, composeText, environmentOf, madeSecrets, makeSecrets } from './compose-file.ts';

interface Message {
  readonly rule: string;
  readonly message: string;
  readonly line: number;
}
/** Orders of keys: ours tells of a service what it is before what it has. */
const unused = [
  'service-dependencies-alphabetical-order',
  'service-keys-order',
  'services-alphabetical-order',
  'top-level-properties-order',
];
const lint = (path: string) =>
  new DCLinter({
    rules: Object.fromEntries(unused.map((rule) => [rule, 0])),
    quiet: false,
    debug: false,
    exclude: [],
  })
    .lintFiles([path], false)
    .flatMap(({ messages }: { readonly messages: readonly Message[] }) =>
      messages.map(({ rule, message, line }) => `${rule}: ${message} (line ${line})`),
    );

const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image.startsWith('hoofbeats:'));
const secrets = madeSecrets();

describe('docker-compose.yml', () => {
  it('is as the Compose specification has it, and as good practice has it (dclint)', () => {
    expect(lint(composePath)).toEqual([]);
    expect(lint(temporaryFile('docker-compose.yml', [composeText.replace('cap_drop', 'drop_caps')]))).toEqual([
      expect.stringContaining('invalid-schema'),
    ]);
  });

  it.each(services)('%s writes to volumes and memory only, has no rights, and tells of its health', (name, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service.tmpfs).toContain('/tmp');
    // The image of Hoofbeats has a user and a HEALTHCHECK of its own.
    if (!ours.some(([one]) => one === name)) {
      expect(service.user).toMatch(/^(?!root|0)/);
      expect(service.healthcheck?.test).toBeTruthy();
    }
  });

  it.each(services)('%s is of a pinned version, and in networks, volumes and secrets that there are', (_, service) => {
    expect(service.image).toMatch(/:v?\d+\.\d+\.?\d*[\w.-]*$/);
    expect(service.networks.filter((one) => !(one in compose.networks))).toEqual([]);
    expect((service.secrets ?? []).filter((one) => !(one in compose.secrets))).toEqual([]);
    for (const volume of service.volumes ?? []) {
      const [source = ''] = volume.split(':');
      if (source.startsWith('.')) expect(existsSync(join(projectRoot, source)), source).toBe(true);
      else expect(compose.volumes).toHaveProperty(source);
    }
  });

  it('publishes ports on this machine only, and keeps what holds data off the network', () => {
    for (const [name, { ports = [], networks }] of services) {
      for (const port of ports) expect(port, name).toMatch(/^127\.0\.0\.1:/);
      if (ports.length === 0)
        expect(
          networks.every((one) => compose.networks[one]?.internal),
          name,
        ).toBe(true);
    }
  });

  it('runs the image of this version, as server and as worker', () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    expect(ours.map(([name, { image, command }]) => [name, image, command])).toEqual([
      ['api', `hoofbeats:${version}`, ['serve']],
      ['worker', `hoofbeats:${version}`, ['worker']],
    ]);
  });

  it('sets settings that there are, and what the server accepts', () => {
    for (const [name, { environment = {} }] of ours)
      for (const variable of Object.keys(environment))
        expect(configSchema.shape, name).toHaveProperty(variable.replace(/_FILE$/, ''));
    const [api, worker] = ours.map(([, service]) => environmentOf(service, secrets, { OPEN_MODE: 'network' }));
    requireSafeExposure({ ...loadConfig(api!), HOST: '0.0.0.0' });
    expect(loadConfig(worker!).SEAL_KEYS).toEqual(loadConfig(api!).SEAL_KEYS);
    const unasked = environmentOf(compose.services.api!, secrets);
    expect(() => requireSafeExposure({ ...loadConfig(unasked), HOST: '0.0.0.0' })).toThrow('OPEN_MODE=network');
  });
});

describe('secrets of docker-compose.yml', () => {
  it('are all made by scripts/make-secrets.sh, once, behind a closed door', () => {
    expect(
      Object.values(compose.secrets)
        .map(({ file }) => file.replace('./deploy/secrets/', ''))
        .sort(),
    ).toEqual(readdirSync(secrets).sort());
    expect(statSync(secrets).mode & 0o077).toBe(0);
    const values = () => readdirSync(secrets).map((file) => readFileSync(join(secrets, file), 'utf8'));
    const first = values();
    expect(new Set(first).size).toBe(first.length);
    makeSecrets(secrets);
    expect(values()).toEqual(first);
  });

  it('are given to those who need them, by file', () => {
    for (const [name, service] of services) {
      const told = JSON.stringify([service.environment, service.command, service.healthcheck]);
      const named = [...told.matchAll(/\/run\/secrets\/([\w.-]+)/g)].map(([, secret]) => secret);
      expect([...new Set(named)].sort(), name).toEqual([...(service.secrets ?? [])].sort());
      for (const variable of Object.keys(service.environment ?? {}))
        if (/PASSWORD|TOKEN|KEY|_URL/.test(variable) && variable !== 'PUBLIC_URL')
          expect(variable, name).toMatch(/_FILE$/);
    }
  });
});
