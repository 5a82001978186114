import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from './load.ts';
import { configSchema } from './schema.ts';

const dir = mkdtempSync(join(tmpdir(), 'settings-'));
afterAll(() => rmSync(dir, { recursive: true }));

const fileWith = (content: string) => {
  const file = join(dir, 'secret');
  writeFileSync(file, content);
  return file;
};

describe('settings in files', () => {
  it('reads the value, without the line end after it', () => {
    const AUDIT_TOKEN_FILE = fileWith('0123456789abcdef\r\n');
    expect(loadConfig({ AUDIT_TOKEN_FILE }).AUDIT_TOKEN).toBe('0123456789abcdef');
    expect(loadConfig({ AUDIT_TOKEN_FILE, AUDIT_TOKEN: '' }).AUDIT_TOKEN).toBe('0123456789abcdef');
  });

  it('takes an empty file, like an empty variable, for a setting that is not given', () => {
    expect(loadConfig({ PORT_FILE: fileWith('\n') }).PORT).toBe(3000);
    expect(loadConfig({ PORT_FILE: '' }).PORT).toBe(3000);
  });

  it('refuses a setting that is given both ways, and a file that is not there', () => {
    const PORT_FILE = fileWith('4000');
    expect(() => loadConfig({ PORT: '3000', PORT_FILE })).toThrow('PORT and PORT_FILE are both set');
    expect(() => loadConfig({ PORT_FILE: join(dir, 'nothing') })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining('PORT_FILE') }),
    );
  });

  it('judges the value like any other, and does not quote it', () => {
    expect(() => loadConfig({ AUDIT_TOKEN_FILE: fileWith('secret') })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.not.stringContaining('secret') }),
    );
  });

  it('leaves no doubt which setting a name means', () => {
    const names = Object.keys(configSchema.shape);
    expect(names.filter((name) => name.endsWith('_FILE'))).toEqual([]);
  });
});
