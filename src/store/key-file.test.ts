import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/fixtures/temporary-file.ts';
import { loadConfig } from '../config/load.ts';
import { keyFile, openKeys } from './key-file.ts';

const secret = () => randomBytes(32).toString('base64');

describe('openKeys', () => {
  it('makes keys once, for their owner alone, and says that they lie beside the data', async () => {
    const config = loadConfig({ DATA_DIR: join(temporaryFolder(), 'new') });
    const all = await Promise.all([openKeys(config), openKeys(config), openKeys(config)]);
    const again = await openKeys(config);
    for (const { keys, besideData } of all) {
      expect(besideData).toBe(true);
      expect(keys.pseudonym.equals(again.keys.pseudonym)).toBe(true);
      expect(keys.seal.current.key.equals(again.keys.seal.current.key)).toBe(true);
    }
    expect(statSync(join(config.DATA_DIR, keyFile)).mode & 0o777).toBe(0o600);
  });

  it('takes the configured keys, with other ones for sealing than for chaining', async () => {
    const DATA_DIR = temporaryFolder();
    const config = loadConfig({ DATA_DIR, SEAL_KEYS: `b:${secret()},a:${secret()}`, PSEUDONYM_KEY: secret() });
    const { keys, besideData } = await openKeys(config);
    expect(besideData).toBe(false);
    expect(keys.seal.current.id).toBe('b');
    expect(keys.seal.find('a').key.equals(keys.audit.find('a').key)).toBe(false);
    expect(() => readFileSync(join(DATA_DIR, keyFile))).toThrow('ENOENT');
  });

  it('refuses half a configuration, and a shared database without keys', async () => {
    for (const settings of [
      { SEAL_KEYS: `a:${secret()}` },
      { PSEUDONYM_KEY: secret() },
      { DATABASE_URL: 'postgres://h/n' },
    ])
      await expect(openKeys(loadConfig({ DATA_DIR: temporaryFolder(), ...settings }))).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
      });
  });

  it('refuses a damaged file in place of making new keys, which would open nothing', async () => {
    const DATA_DIR = temporaryFolder();
    for (const content of ['', '{}', '{"SEAL_KEYS":"k1:short","PSEUDONYM_KEY":"short"}']) {
      writeFileSync(join(DATA_DIR, keyFile), content);
      await expect(openKeys(loadConfig({ DATA_DIR }))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    }
  });

  it('never quotes a wrong key', () => {
    for (const settings of [{ SEAL_KEYS: 'hunter2' }, { SEAL_KEYS: 'a:hunter2' }, { PSEUDONYM_KEY: 'hunter2' }]) {
      const load = () => loadConfig(settings);
      expect(load).toThrow(Object.keys(settings)[0]);
      expect(load).not.toThrow('hunter2');
    }
    expect(() => loadConfig({ SEAL_KEYS: `a:${secret()},a:${secret()}` })).toThrow('each id must be given once');
  });
});
