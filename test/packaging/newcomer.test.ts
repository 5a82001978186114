import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import { freePort } from '../fixtures/free-port.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const folder = join(temporaryFolder(), 'work');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('scripts/newcomer.sh', { timeout: 600_000 }, () => {
  it('gets from an empty folder and an empty HOME to a first card, with the commands of README.md', async () => {
    const port = String(await freePort());
    const output = execFileSync(join(projectRoot, 'scripts/newcomer.sh'), [projectRoot, folder, 'git status --short'], {
      env: { ...process.env, PORT: port },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = output.split('\n').filter((line) => /^(newcomer|card):/.test(line));
    expect(said).toEqual([
      'newcomer: npm ci',
      'newcomer: npm start',
      `newcomer: ready at http://127.0.0.1:${port}`,
      expect.stringMatching(/^card: .*Marfan syndrome/),
      'newcomer: stopped',
      'newcomer: git status --short',
    ]);
    // What was built and remembered is ignored by git: nothing follows the last command.
    expect(output.trimEnd().endsWith('git status --short')).toBe(true);
    expect(readdirSync(join(folder, 'hoofbeats/data'))).toContain('hoofbeats.db');
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
  });

  it('fails when the repository, or the folder to work in, is not as it must be', () => {
    const run = (...args: readonly string[]) =>
      spawnSync(join(projectRoot, 'scripts/newcomer.sh'), args, { stdio: 'ignore' }).status;
    expect(run(join(folder, 'nowhere'), `${folder}-other`)).not.toBe(0);
    rmSync(`${folder}-other`, { recursive: true });
    expect(run(projectRoot, projectRoot)).not.toBe(0);
  });
});

describe('scripts/bare-debian.sh', () => {
  it('says clearly when it cannot run', () => {
    const PATH = temporaryFolder();
    for (const tool of ['dirname', 'uname', 'id']) execFileSync('ln', ['-s', `/usr/bin/${tool}`, join(PATH, tool)]);
    const without = spawnSync('/bin/sh', [join(projectRoot, 'scripts/bare-debian.sh')], {
      env: { PATH },
      encoding: 'utf8',
    });
    expect(without.status).toBe(2);
    expect(without.stderr).toMatch(/^bare-debian: cannot run here: (chroot needs root|debootstrap is missing)/);
  });

  it('is a script that the shell can read', () => {
    for (const script of readdirSync(join(projectRoot, 'scripts')).filter((name) => name.endsWith('.sh'))) {
      const path = join(projectRoot, 'scripts', script);
      expect(spawnSync('sh', ['-n', path], { encoding: 'utf8' }).stderr, script).toBe('');
      expect(readFileSync(path, 'utf8')).toMatch(/^#!\/bin\/sh\n/);
    }
  });
});
