import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCommand } from '../../src/cli/commands.ts';
import { projectRoot } from '../../src/config/paths.ts';
import { configSchema } from '../../src/config/schema.ts';
import { compose, composeText } from './compose-file.ts';

const page = (name: string) => readFileSync(join(projectRoot, 'docs', name), 'utf8');
/** Commands of a page's blocks of shell, each on one line. */
const commandsOf = (name: string) =>
  [...page(name).matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block
      .replaceAll(/\\\n\s*/g, '')
      .trim()
      .split('\n'),
  );
const commands = commandsOf('install.md');
const docker = [...commands, ...commandsOf('secure.md')].filter((one) => /(^| )docker /.test(one));

/** Which test runs a command that needs no container engine. */
const runElsewhere: Readonly<Record<string, string>> = {
  'npm ci': 'newcomer.test.ts',
  'npm start': 'newcomer.test.ts',
  'node scripts/first-card.mjs': 'image.test.ts',
  'scripts/make-secrets.sh': 'compose-file.ts',
  'REDIS_URL=redis://127.0.0.1:6379 QUEUE=on npm start': 'compose-run.test.ts',
  'REDIS_URL=redis://127.0.0.1:6379 npx hoofbeats worker': 'compose-run.test.ts',
};

/** Flags of `docker` that the page may use, per subcommand, and whether a value follows. */
const flags: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  build: { '-t': true },
  run: {
    '--rm': false,
    '--init': false,
    '--read-only': false,
    '--no-healthcheck': false,
    '-p': true,
    '-v': true,
    '-e': true,
    '--tmpfs': true,
    '--cap-drop': true,
    '--security-opt': true,
  },
  'compose up': { '--build': false, '--wait': false, '--scale': true, '--profile': true },
  'compose run': { '--rm': false, '--profile': true },
  'compose down': { '--volumes': false, '--profile': true },
};

interface DockerCall {
  readonly verb: string;
  readonly options: readonly (readonly [flag: string, value: string])[];
  readonly rest: readonly string[];
  readonly environment: readonly string[];
}

function readCall(command: string): DockerCall {
  const [before = '', after = ''] = command.split(/\bdocker /);
  const words = after.split(/\s+/);
  const subcommand =
    words[0] === 'compose' ? ['compose', words.find((word) => /^(up|run|down)$/.test(word))!] : [words[0]!];
  const verb = subcommand.join(' ');
  const left = words.filter((word) => !subcommand.includes(word) || word.startsWith('-'));
  const options: (readonly [string, string])[] = [];
  while (left[0]?.startsWith('-')) {
    const flag = left.shift()!;
    expect(flags[verb], command).toHaveProperty(flag);
    options.push([flag, flags[verb]![flag] ? left.shift()! : '']);
  }
  return { verb, options, rest: left, environment: before.trim() === '' ? [] : before.trim().split(/\s+/) };
}

describe('docs/install.md', () => {
  it('has commands that tests run', () => {
    const others = commands.filter((one) => !docker.includes(one));
    expect([...new Set(others)].sort()).toEqual(Object.keys(runElsewhere).sort());
    for (const file of Object.values(runElsewhere)) expect(existsSync(join(import.meta.dirname, file))).toBe(true);
    expect(docker.length).toBeGreaterThan(8);
  });

  it.each(docker)('%s names what there is', (command) => {
    const { verb, options, rest, environment } = readCall(command);
    const values = (flag: string) => options.filter(([one]) => one === flag).map(([, value]) => value);
    for (const variable of environment) expect(composeText).toContain(`\${${variable.split('=')[0]}:-`);
    for (const setting of values('-e')) expect(configSchema.shape).toHaveProperty(setting.split('=')[0]!);
    for (const port of values('-p')) expect(port).toMatch(/:3000$/);
    for (const profile of values('--profile'))
      expect(Object.values(compose.services).flatMap(({ profiles = [] }) => profiles)).toContain(profile);
    for (const scaled of values('--scale')) expect(compose.services).toHaveProperty(scaled.split('=')[0]!);
    if (verb === 'build') expect([values('-t'), rest]).toEqual([[compose.services.api!.image], ['.']]);
    if (verb === 'run') {
      expect(compose.services.api!.image).toMatch(new RegExp(`^${rest[0]}(:|$)`));
      if (rest.length > 1) expect(findCommand(rest.slice(1))).toBeDefined();
    }
    if (verb === 'compose run') {
      expect(compose.services).toHaveProperty(rest[0]!);
      expect(findCommand(rest.slice(1))).toBeDefined();
    }
  });

  it('names variables of docker-compose.yml in .env', () => {
    const [, block = ''] = /```text\n([\s\S]*?)```/.exec(page('install.md')) ?? [];
    const named = block
      .trim()
      .split('\n')
      .map((line) => line.split('=')[0]);
    expect(named.length).toBeGreaterThan(2);
    for (const variable of [...named, 'NOTIFICATION_SOURCES', 'HOOFBEATS_PORT'])
      expect(composeText).toContain(`\${${variable}:-`);
  });

  it('says of the image what the Dockerfile says', () => {
    const dockerfile = readFileSync(join(projectRoot, 'Dockerfile'), 'utf8');
    const [, version] = /ARG NODE_VERSION=(\S+)/.exec(dockerfile) ?? [];
    expect(page('install.md')).toContain(`\`node:${version}-bookworm-slim\``);
    for (const line of [
      'USER 1000:1000',
      'VOLUME /app/data',
      'STOPSIGNAL SIGTERM',
      'example.hoofbeats.sbom="/app/sbom.cdx.json"',
    ])
      expect(dockerfile).toContain(line);
  });
});
