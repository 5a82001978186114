import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelsDir } from '../../../config/paths.ts';
import { buildTermVector } from '../../../features/term-vector.ts';
import { createEmbeddedInference } from '../../../inference/embedded.ts';
import { pessimisticRank } from '../../../inference/rank.ts';
import { loadModelPackage, type ModelPackage } from '../../../registry/model-package.ts';
import { verifyModelPackage } from '../../../registry/verify.ts';
import type { SolvedCase } from '../cases/cases.ts';
import { addCase } from './add-case.ts';

const model = join(modelsDir, 'rare-disease');

/** A patient with signs that have little to do with each other, so that no disease explains them. */
const terms = ['HP:0000545', 'HP:0001513', 'HP:0002315', 'HP:0000405', 'HP:0001382'];
const patient = (disease: string, publication = 'PMID:1'): SolvedCase => ({
  case: {
    subject: { reference: 'Patient/1' },
    findings: terms.map((term) => ({ term, label: term, status: 'present', sources: [] })),
  } as unknown as SolvedCase['case'],
  diseases: [disease],
  diseaseLabels: { [disease]: 'Disease of the test' },
  publication,
});

describe('addCase', () => {
  let dir: string;
  let before: ModelPackage;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hoofbeats-add-case-'));
    before = await loadModelPackage(model);
  });
  afterAll(() => rm(dir, { recursive: true }));

  const rankOf = async (pkg: ModelPackage, id: string, withoutSupport: boolean) => {
    const port = await createEmbeddedInference(pkg);
    try {
      const row = buildTermVector(patient(id).case.findings, pkg.vocabulary);
      const scores = await port.score([row], { withoutSupport });
      return { rank: pessimisticRank(scores, pkg.diagnosisOf.get(id)!), scores };
    } finally {
      await port.close();
    }
  };

  it('updates the prototype of a disease: a patient like the new one is found, nobody else changes', async () => {
    const out = join(dir, 'known');
    const report = await addCase({ model, out, solved: patient('OMIM:154700') });
    expect(report).toMatchObject({ added: false, diagnosis: 'OMIM:154700', label: 'Marfan syndrome' });
    const after = await loadModelPackage(out);
    expect(after.manifest.version).not.toBe(before.manifest.version);
    expect(report.version).toBe(after.manifest.version);
    expect(report.supportCases).toBe(before.support.casesOf(before.diagnosisOf.get('OMIM:154700')!).length + 1);
    const [old, updated] = [await rankOf(before, 'OMIM:154700', false), await rankOf(after, 'OMIM:154700', false)];
    const own = before.diagnosisOf.get('OMIM:154700')!;
    expect(updated.scores[own]).toBeGreaterThan(old.scores[own]!);
    // Rows that gained an entry may have another scale: 1/254 of the largest value of a row.
    old.scores.forEach((score, place) => {
      if (place !== own && Math.abs(updated.scores[place]! - score) > 0.05) expect.fail(`diagnosis ${place} moved`);
    });
    // What knowledge alone says is not the patient's business.
    const alone = [await rankOf(before, 'OMIM:154700', true), await rankOf(after, 'OMIM:154700', true)];
    expect(alone[1]!.rank).toBe(alone[0]!.rank);
    expect(await verifyModelPackage(out)).toEqual({ ok: true, problems: [] });
  });

  it('makes a candidate of a disease that the model does not know, and adds to it', async () => {
    const first = join(dir, 'first');
    expect(await addCase({ model, out: first, solved: patient('OMIM:999999') })).toMatchObject({
      ...{ added: true, label: 'Disease of the test', supportCases: 1 },
    });
    const one = await loadModelPackage(first);
    expect(one.diagnoses).toHaveLength(before.diagnoses.length + 1);
    expect((await rankOf(one, 'OMIM:999999', false)).rank).toBeLessThanOrEqual(3);
    // Nothing but the patient is known of it.
    expect((await rankOf(one, 'OMIM:999999', true)).scores.at(-1)).toBe(-1000);
    const second = join(dir, 'second');
    const report = await addCase({ model: first, out: second, solved: patient('OMIM:999999', 'PMID:2') });
    expect(report).toMatchObject({ added: false, supportCases: 2 });
    expect(await verifyModelPackage(second)).toEqual({ ok: true, problems: [] });
  });

  it('leaves the package that it starts from as it is, and gives the same bytes for the same case', async () => {
    const sums = await readFile(join(model, 'SHA256SUMS'), 'utf8');
    const of = async (name: string) => {
      await addCase({ model, out: join(dir, name), solved: patient('OMIM:154700') });
      return readFile(join(dir, name, 'SHA256SUMS'), 'utf8');
    };
    expect(await of('a')).toBe(await of('b'));
    expect(await readFile(join(model, 'SHA256SUMS'), 'utf8')).toBe(sums);
    expect((await verifyModelPackage(model)).ok).toBe(true);
  });

  it.each([
    ['names no disease', { ...patient('OMIM:154700'), diseases: [] }],
    ['has no finding', { ...patient('OMIM:154700'), case: { ...patient('OMIM:154700').case, findings: [] } }],
  ])('refuses a case that %s', async (_, solved) => {
    await expect(addCase({ model, out: join(dir, 'refused'), solved })).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('refuses a case that the package has already', async () => {
    const out = join(dir, 'twice');
    await addCase({ model, out, solved: patient('OMIM:154700') });
    const again = addCase({ model: out, out: join(dir, 'thrice'), solved: patient('OMIM:154700') });
    await expect(again).rejects.toMatchObject({ code: 'USAGE' });
  });
});
