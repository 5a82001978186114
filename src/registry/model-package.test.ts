import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelsDir } from '../config/paths.ts';
import { listModelPackages } from './list.ts';
import { loadModelPackage, packageFiles } from './model-package.ts';
import { sourceAttributeKeys } from './source-attributes.ts';
import { verifyModelPackage } from './verify.ts';

const shipped = join(modelsDir, 'rare-disease');

describe('the shipped package', () => {
  it('is as published, file by file', async () => {
    expect(await verifyModelPackage(shipped)).toEqual({ ok: true, problems: [] });
  });

  it('ranks at least 8,000 diseases, each with its ids, and none twice', async () => {
    const { diagnoses, diagnosisOf, manifest } = await loadModelPackage(shipped);
    expect(diagnoses.length).toBeGreaterThanOrEqual(8000);
    expect(new Set(diagnoses.map(({ id }) => id)).size).toBe(diagnoses.length);
    expect(diagnoses.every(({ id, ids }) => ids[0] === id)).toBe(true);
    expect(manifest.outputs[0]!.shape).toEqual([-1, diagnoses.length]);
    const marfan = diagnoses[diagnosisOf.get('OMIM:154700')!]!;
    expect(marfan).toMatchObject({ label: 'Marfan syndrome', ids: expect.arrayContaining(['MONDO:0007947']) });
  });

  it('keeps the published frequency and its references', async () => {
    const { profiles, diagnosisOf, vocabulary } = await loadModelPackage(shipped);
    const profile = profiles.get(diagnosisOf.get('OMIM:154700')!);
    const lens = profile.annotations.find(({ node }) => vocabulary.ids[node] === 'HP:0001083')!;
    expect(lens.frequency).toMatch(/^\d+\/\d+$/);
    expect(lens.references).toContainEqual(expect.stringMatching(/^PMID:\d+$/));
  });

  it('states every source attribute', async () => {
    const { sourceAttributes } = await loadModelPackage(shipped);
    expect(Object.keys(sourceAttributes)).toEqual([...sourceAttributeKeys]);
    expect(sourceAttributeKeys).toHaveLength(31);
  });

  it('is small enough for a repository', async () => {
    expect((await readFile(join(shipped, packageFiles.model))).length).toBeLessThan(15_000_000);
  });
});

describe('a damaged package', () => {
  let dir: string;
  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'hoofbeats-package-')), 'rare-disease');
    await cp(shipped, dir, { recursive: true });
  });
  afterEach(() => rm(join(dir, '..'), { recursive: true }));

  it.each([
    [packageFiles.manifest, '{"id":'],
    [packageFiles.labels, '{"diagnoses":[]}'],
    [packageFiles.calibration, '{"temperature":-1}'],
    [packageFiles.profiles, '{}\n'],
  ])('%s is named when it is wrong', async (name, content) => {
    await writeFile(join(dir, name), content);
    await expect(loadModelPackage(dir)).rejects.toMatchObject({
      code: 'PACKAGE_INVALID',
      message: expect.stringContaining(`${name}: `),
    });
    expect((await verifyModelPackage(dir)).problems).toContain(`${name}: differs from its checksum`);
  });

  it('names a file that is gone', async () => {
    await rm(join(dir, packageFiles.features));
    await expect(loadModelPackage(dir)).rejects.toThrow('features.json: cannot be read');
    const { ok, problems } = await verifyModelPackage(dir);
    expect(ok).toBe(false);
    expect(problems).toContain('features.json: listed but missing');
  });

  it('names columns that do not fit together', async () => {
    const features = JSON.parse(await readFile(join(dir, packageFiles.features), 'utf8'));
    features.labels.pop();
    await writeFile(join(dir, packageFiles.features), JSON.stringify(features));
    await expect(loadModelPackage(dir)).rejects.toThrow(/features\.json: labels has \d+ entries, ids \d+/);
  });

  it('finds a profile of the wrong disease', async () => {
    const file = join(dir, packageFiles.profiles);
    const lines = (await readFile(file, 'utf8')).split('\n');
    [lines[0], lines[1]] = [lines[1]!, lines[0]!];
    await writeFile(file, lines.join('\n'));
    const { problems } = await verifyModelPackage(dir);
    expect(problems).toContainEqual(expect.stringMatching(/^profiles\.ndjson:1: not a profile of /));
  });

  it('is listed with its problem, beside sound ones', async () => {
    await writeFile(join(dir, packageFiles.manifest), '[]');
    const [listed] = await listModelPackages(join(dir, '..'));
    expect(listed).toMatchObject({ family: 'rare-disease', problem: expect.stringContaining('manifest.json') });
    await expect(listModelPackages(join(dir, 'none'))).rejects.toMatchObject({ code: 'PACKAGE_INVALID' });
  });
});
