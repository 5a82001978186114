import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelsDir } from '../config/paths.ts';
import { commonPackageFiles, loadCommonPackage } from './common-package.ts';
import { commonEvaluationSchema, commonGroup } from './common-reports.ts';
import { readPackageJson } from './model-package.ts';
import { sourceAttributeKeys } from './source-attributes.ts';
import { verifyModelPackage } from './verify.ts';

const shipped = join(modelsDir, 'common-disease');

describe('the shipped common-disease package', () => {
  it('verifies', async () => {
    expect(await verifyModelPackage(shipped)).toEqual({ ok: true, problems: [] });
  });

  it('has every evidence of DDXPlus asked in two languages, and every diagnosis with a code', async () => {
    const { features, diagnoses, manifest, vocabulary } = await loadCommonPackage(shipped);
    expect(features.evidences).toHaveLength(223);
    expect(diagnoses).toHaveLength(49);
    expect(manifest.inputs[0]!.shape).toEqual([-1, vocabulary.columns.width]);
    expect(diagnoses.find(({ name }) => name === 'SLE')!.icd10cm).toBe('M32');
  });

  it('states every source attribute', async () => {
    const { sourceAttributes } = await loadCommonPackage(shipped);
    expect(Object.keys(sourceAttributes)).toEqual([...sourceAttributeKeys]);
  });

  it('is at most 5 MB of weights', async () => {
    expect((await readFile(join(shipped, commonPackageFiles.model))).length).toBeLessThan(5_000_000);
  });

  it('stood missing evidence when it was measured', async () => {
    const evaluation = await readPackageJson(shipped, commonPackageFiles.evaluation, commonEvaluationSchema);
    const metric = (hidden: number, key: string) => commonGroup(evaluation, 'all', 'listed', hidden).metrics[key]!;
    const value = (hidden: number, key: string) => metric(hidden, key).value;
    expect(value(0, 'top1')).toBeGreaterThanOrEqual(0.995);
    expect(value(0.5, 'top1')).toBeGreaterThanOrEqual(0.965);
    expect(value(0.5, 'top3')).toBeGreaterThanOrEqual(0.994);
    // The bar is 0.815; chance allows it.
    expect(metric(0.75, 'top1').high).toBeGreaterThanOrEqual(0.815);
    expect(value(0.75, 'top1')).toBeGreaterThanOrEqual(0.81);
    expect(evaluation.interview.metrics.meanQuestions!.value).toBeLessThanOrEqual(12);
    expect(evaluation.interview.metrics.top1!.value).toBeGreaterThanOrEqual(0.97);
    for (const hidden of [0, 0.5, 0.75]) expect(value(hidden, 'ece')).toBeLessThanOrEqual(0.02);
    expect(value(0, 'ddf1')).toBeGreaterThanOrEqual(0.92);
  });
});

describe('a damaged package', () => {
  let dir: string;
  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'hoofbeats-package-')), 'common-disease');
    await cp(shipped, dir, { recursive: true });
  });
  afterEach(() => rm(join(dir, '..'), { recursive: true }));

  it.each([
    [commonPackageFiles.manifest, '{"id":'],
    [commonPackageFiles.labels, '{"diagnoses":[]}'],
    [commonPackageFiles.answers, '{"prior":[2]}'],
    [commonPackageFiles.calibration, '{"differentialCut":0}'],
    [commonPackageFiles.evaluation, '{}'],
  ])('%s is named when it is wrong', async (name, content) => {
    await writeFile(join(dir, name), content);
    const { ok, problems } = await verifyModelPackage(dir);
    expect(ok).toBe(false);
    expect(problems.some((problem) => problem.startsWith(name))).toBe(true);
  });

  it('is refused when tables do not fit the vocabulary', async () => {
    const file = join(dir, commonPackageFiles.answers);
    const answers = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...answers, present: answers.present.slice(1) }));
    await expect(loadCommonPackage(dir)).rejects.toMatchObject({ code: 'PACKAGE_INVALID' });
  });
});
