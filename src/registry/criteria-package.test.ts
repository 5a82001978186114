import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelsDir } from '../config/paths.ts';
import { listModelPackages } from './list.ts';
import { verifyModelPackage } from './verify.ts';

const shipped = join(modelsDir, 'guideline-criteria');

describe('the package of guideline criteria', () => {
  let dir: string;
  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'hoofbeats-criteria-')), 'guideline-criteria');
    await cp(shipped, dir, { recursive: true });
  });
  afterEach(() => rm(join(dir, '..'), { recursive: true }));

  it('is as published, file by file', async () => {
    expect(await verifyModelPackage(shipped)).toEqual({ ok: true, problems: [] });
  });

  it('is listed with its manifest', async () => {
    const [listed] = await listModelPackages(join(dir, '..'));
    expect(listed).toMatchObject({ family: 'guideline-criteria', manifest: { task: 'guideline-criteria' } });
  });

  it('names a criterion that was changed', async () => {
    const file = join(dir, 'obesity.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('">=": 30', '">=": 25'));
    expect(await verifyModelPackage(dir)).toEqual({
      ok: false,
      problems: ['obesity.json: differs from its checksum'],
    });
  });

  it('names a criterion that nobody sealed', async () => {
    const obesity = await readFile(join(dir, 'obesity.json'), 'utf8');
    await writeFile(join(dir, 'overweight.json'), obesity.replace('"id": "obesity"', '"id": "overweight"'));
    expect(await verifyModelPackage(dir)).toEqual({
      ok: false,
      problems: ['overweight.json: not listed in SHA256SUMS'],
    });
  });

  it('names a criterion that cannot be read', async () => {
    await writeFile(join(dir, 'obesity.json'), '{');
    const { problems } = await verifyModelPackage(dir);
    expect(problems).toContain('obesity.json: cannot be read as JSON.');
  });
});
