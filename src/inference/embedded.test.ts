import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../clinical/finding.ts';
import { modelsDir } from '../config/paths.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { buildTermVector } from '../features/term-vector.ts';
import { loadModelPackage, type ModelPackage } from '../registry/model-package.ts';
import { createEmbeddedInference } from './embedded.ts';
import type { InferencePort } from './inference-port.ts';
import { finding, marfan } from './marfan.fixture.ts';
import { rankDiagnoses } from './rank.ts';

let pkg: ModelPackage;
let port: InferencePort;
beforeAll(async () => {
  pkg = await loadModelPackage(join(modelsDir, 'rare-disease'));
  port = await createEmbeddedInference(pkg);
});
afterAll(() => port.close());

const vectorOf = (findings: readonly Finding[]) => buildTermVector(findings, pkg.vocabulary);

describe('the embedded inference port', () => {
  it('ranks Marfan syndrome first on its textbook signs', async () => {
    const scores = await port.score([vectorOf(marfan)]);
    const [first] = rankDiagnoses(scores, { top: 1 });
    expect(pkg.diagnoses[first!.diagnosis]!.id).toBe('OMIM:154700');
  });

  it('gives every row what it gets alone, whatever the batch', async () => {
    const rows = [marfan, [finding('HP:0001250')], [], marfan.slice(0, 2)].map(vectorOf);
    const many = Array.from({ length: 20 }, (_, i) => rows[i % rows.length]!);
    const scores = await port.score(many);
    expect(scores).toHaveLength(many.length * port.diagnoses);
    for (const [place, row] of many.entries()) {
      const alone = await port.score([row]);
      const own = scores.subarray(place * port.diagnoses, (place + 1) * port.diagnoses);
      expect(Math.max(...alone.map((score, d) => Math.abs(score - own[d]!)))).toBeLessThan(1e-4);
    }
  });

  it('lets a single patient in between the runs of a batch', async () => {
    const order: string[] = [];
    const batch = port.score(Array(70).fill(vectorOf(marfan))).then(() => order.push('batch'));
    const single = port.score([vectorOf(marfan)]).then(() => order.push('single'));
    await Promise.all([batch, single]);
    expect(order).toEqual(['single', 'batch']);
  });

  it('answers an empty list with an empty result', async () => {
    expect(await port.score([])).toHaveLength(0);
  });

  it('bears 500 terms, and a patient with exclusions only', async () => {
    const terms = pkg.vocabulary.ids.slice(-500).map((id) => finding(id));
    const scores = await port.score([vectorOf(terms), vectorOf([finding('HP:0001250', 'excluded')])]);
    expect(scores.every(Number.isFinite)).toBe(true);
  });

  it('rejects after close, and lets what was begun finish', async () => {
    const own = await createEmbeddedInference(pkg);
    const begun = own.score([vectorOf(marfan)]);
    await own.close();
    await expect(begun).resolves.toHaveLength(own.diagnoses);
    await expect(own.score([])).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    await own.close();
  });

  it('refuses a graph that cannot be loaded, or is not the manifest’s', async () => {
    const broken = { ...pkg, modelFile: join(pkg.dir, 'labels.json') };
    await expect(createEmbeddedInference(broken)).rejects.toThrow(HoofbeatsError);
    const inputs = [{ name: 'other', datatype: 'FP32' as const, shape: [1] }];
    const other = { ...pkg, manifest: { ...pkg.manifest, inputs } };
    await expect(createEmbeddedInference(other)).rejects.toThrow('not those of the manifest');
  });
});
