import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fhirProfilesDir, projectRoot } from '../../src/config/paths.ts';
import { freePort } from '../fixtures/free-port.ts';
import { temporaryFile } from '../fixtures/temporary-file.ts';
import { type BuiltImage, buildImage } from './built-image.ts';
import { checkHealth, type ImageProcess, runImage } from './image-process.ts';

/** Most that an image may hold, in MB of files, and what of it is `node:…-bookworm-slim`, which is not measured here. */
const imageMb = 400;
const baseMb = 230;
/** `stop_grace_period` of docker-compose.yml; `docker stop` waits 10 s unless told. */
const graceMs = 30_000;

let image: BuiltImage;
let app: string;
beforeAll(() => {
  image = buildImage(projectRoot);
  app = join(image.root, image.workdir);
  if (process.getuid?.() !== 0) execFileSync('sh', ['-c', 'chmod -R a-w . && chmod u+w data'], { cwd: app });
}, 900_000);
afterAll(() => {
  if (!image) return;
  if (process.getuid?.() !== 0) execFileSync('chmod', ['-R', 'u+w', image.root]);
  image.remove();
});

const filesOf = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('data'))
    .map((path) => ({ path, stat: statSync(join(dir, path)) }))
    .filter(({ stat }) => stat.isFile());
const json = (...path: readonly string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

describe('the image', () => {
  it('stays small', () => {
    const bytes = filesOf(app).reduce((sum, { stat }) => sum + stat.size, 0);
    expect(bytes / 1e6).toBeLessThan(imageMb - baseMb);
  });

  it('holds the ONNX Runtime of one platform, no compiler and no sources', () => {
    const [abi = ''] = readdirSync(join(app, 'node_modules/onnxruntime-node/bin'));
    const platforms = readdirSync(join(app, 'node_modules/onnxruntime-node/bin', abi), { recursive: true });
    expect(platforms.filter((path) => String(path).split('/').length === 2)).toEqual([
      `${process.platform}/${process.arch}`,
    ]);
    expect(readdirSync(app)).not.toContain('src');
    expect(readdirSync(join(app, 'node_modules'))).not.toContain('typescript');
  });

  it('lists in its SBOM what it holds, where its label says', () => {
    const sbom = json(image.root, image.labels['example.hoofbeats.sbom']!);
    expect(sbom.bomFormat).toBe(image.labels['example.hoofbeats.sbom.format']);
    const listed = sbom.components.map(({ purl }: { purl: string }) => decodeURIComponent(purl));
    const held = Object.entries<{ version: string }>(json(app, 'node_modules/.package-lock.json').packages)
      .filter(([path]) => statSync(join(app, path), { throwIfNoEntry: false }))
      .map(([path, { version }]) => `pkg:npm/${path.replace(/^.*node_modules\//, '')}@${version}`);
    expect(new Set(listed)).toEqual(new Set(held));
  });

  it('bears the version of the package, and runs as nobody in particular', () => {
    expect(image.labels['org.opencontainers.image.version']).toBe(json(projectRoot, 'package.json').version);
    expect(image.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });

  it('does nothing but what it is told, by role', () => {
    const [program = '', ...args] = image.entrypoint;
    const env = { ...image.env, PATH: image.nodeBin };
    const help = spawnSync(program, [...args, '--help'], { cwd: app, env, encoding: 'utf8' });
    for (const role of ['serve', 'worker', 'screen']) expect(help.stdout).toMatch(new RegExp(`^ +${role}\\b`, 'm'));
  });

  it('refuses to serve anybody on the network', async () => {
    const refused = runImage(image, [], { PORT: String(await freePort()) });
    await expect(refused.said('listening')).rejects.toThrow('OPEN_MODE=network');
    expect(await refused.stop(graceMs)).toBe(1);
  });
});

describe('a container of the image', () => {
  let container: ImageProcess;
  let settings: Record<string, string>;
  let before: readonly string[];
  const state = () => filesOf(app).map(({ path, stat }) => `${path} ${stat.size} ${stat.mtimeMs} ${stat.uid}`);

  beforeAll(async () => {
    // The cores may be busy with other tests; what is late is no card.
    settings = { PORT: String(await freePort()), OPEN_MODE: 'network', DEADLINE_MS: '20000' };
    before = state();
    expect(checkHealth(image, settings)).toMatchObject({ status: 1, output: expect.stringContaining('ECONNREFUSED') });
    container = runImage(image, [], settings);
    await container.said('"message":"listening"');
  }, 120_000);
  afterAll(() => container?.stop(0));

  it('is ready, as its HEALTHCHECK finds', async () => {
    expect((await fetch(`http://127.0.0.1:${settings.PORT}/health/ready`)).status).toBe(200);
    expect(checkHealth(image, settings)).toEqual({ status: 0, output: '{"status":"ready"}\n' });
  });

  it('answers patient-view with a card', () => {
    const url = `http://127.0.0.1:${settings.PORT}`;
    const answer = execFileSync(process.execPath, ['scripts/first-card.mjs', url], {
      cwd: projectRoot,
      encoding: 'utf8',
    });
    expect(answer).toMatch(/^card: .*Marfan/);
  });

  it('cannot write to its application folder, and keeps its data in the volume', () => {
    const [volume = ''] = image.volumes;
    expect(readdirSync(join(image.root, volume))).toContain('hoofbeats.db');
    expect(state()).toEqual(before);
    const [uid, gid] = image.user.split(':').map(Number);
    const who = process.getuid?.() === 0 ? { uid: uid!, gid: gid! } : {};
    expect(spawnSync('touch', ['dist/new'], { cwd: app, ...who }).status).not.toBe(0);
  });

  it('screens a folder beside it, as another role of the same image', async () => {
    const bundle = json(fhirProfilesDir, 'examples', 'tall-boy-lens.json');
    const lines = bundle.entry.map(({ resource }: { resource: unknown }) => JSON.stringify(resource));
    const folder = dirname(temporaryFile('chart.ndjson', lines));
    chmodSync(folder, 0o755);
    const screening = runImage(image, ['screen', '--ndjson', folder, '--out', 'data/screening'], {});
    expect(await screening.ended(), screening.output()).toBe(0);
    expect(readFileSync(join(app, 'data/screening/worklist.csv'), 'utf8')).toContain('Marfan');
  });

  it('stops in order within the grace period', async () => {
    expect(await container.stop(graceMs)).toBe(0);
    expect(container.output()).toContain('"message":"stopping"');
  });
});
