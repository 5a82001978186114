import { describe, expect, it } from 'vitest';
import { loadConfig } from '../config/load.ts';
import { writeBackOf, writtenText } from './screen-write-back.ts';

describe('writeBackOf', () => {
  const config = loadConfig({});
  const url = 'http://127.0.0.1:1/fhir';

  it('is off unless asked for', async () => {
    expect(await writeBackOf({}, config)).toBeUndefined();
    expect(await writeBackOf({ 'write-back': url, alert: 'flag', 'high-risk': '0.8' }, config)).toBeTypeOf('function');
  });

  it.each([
    [{ alert: 'flag' }],
    [{ 'high-risk': '0.5' }],
    [{ 'write-back': url, 'high-risk': '0.5' }],
    [{ 'write-back': url, alert: 'pager' }],
    [{ 'write-back': url, alert: 'flag', 'high-risk': '90' }],
    [{ 'write-back': url, alert: 'flag', 'high-risk': '' }],
  ])('refuses %j', async (values) => {
    await expect(writeBackOf(values, config)).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('writtenText', () => {
  it('counts by type what is new, and the rest together', () => {
    const summary = {
      RiskAssessment: { created: 2, existing: 1, refused: 0 },
      Task: { created: 0, existing: 0, refused: 3 },
    };
    expect(writtenText(summary)).toBe(
      'Written back: 2 RiskAssessment, 0 Task created. 1 were there already, 3 were refused.',
    );
    expect(writtenText({})).toContain('nothing created');
  });
});
