import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../clinical/finding.ts';
import { modelsDir } from '../config/paths.ts';
import { buildTermVector } from '../features/term-vector.ts';
import { loadModelPackage, type ModelPackage } from '../registry/model-package.ts';
import { loadTerminology } from '../terminology/load.ts';
import { answeredBy } from './answered.ts';
import { createEmbeddedInference } from './embedded.ts';
import { isExaminable } from './examinable.ts';
import type { InferencePort } from './inference-port.ts';
import { finding, marfan } from './marfan.fixture.ts';
import { nextBestFindings } from './next-best-finding.ts';
import { rankDiagnoses } from './rank.ts';

const terminology = loadTerminology();
let pkg: ModelPackage;
let port: InferencePort;
beforeAll(async () => {
  pkg = await loadModelPackage(join(modelsDir, 'rare-disease'));
  port = await createEmbeddedInference(pkg);
});
afterAll(() => port.close());

// A boy who walks late and falls: weakness near the trunk, scoliosis.
const weakBoy = ['HP:0003323', 'HP:0003701', 'HP:0002650'].map((term) => finding(term));

async function suggest(findings: readonly Finding[], sex?: 'male' | 'female') {
  const vector = buildTermVector(findings, pkg.vocabulary);
  const scores = await port.score([vector]);
  const diagnoses = rankDiagnoses(scores, { top: 10 }).map(({ diagnosis }) => diagnosis);
  const next = await nextBestFindings({ package: pkg, port, terminology, findings, vector, scores, diagnoses, sex });
  return { next, vector, scores, diagnoses };
}

describe('nextBestFindings', () => {
  it.each([
    ['a patient with Marfan syndrome', marfan],
    ['a boy with weak muscles', weakBoy],
  ])('suggests for %s a few features that can be examined and that the record is silent about', async (_, findings) => {
    const { next, vector } = await suggest(findings);
    expect(next.length).toBeGreaterThanOrEqual(3);
    expect(next.length).toBeLessThanOrEqual(5);
    const isAnswered = answeredBy(vector, pkg.vocabulary);
    for (const { term, label, probabilityPresent } of next) {
      const node = pkg.vocabulary.nodeOf.get(term)!;
      expect(label).toBe(pkg.vocabulary.labels[node]);
      expect(isAnswered(node)).toBe(false);
      expect(isExaminable(node, pkg.vocabulary)).toBe(true);
      expect(probabilityPresent).toBeGreaterThan(0);
      expect(probabilityPresent).toBeLessThan(1);
    }
    const information = next.map(({ expectedInformation }) => expectedInformation);
    expect(information).toEqual(information.toSorted((a, b) => b - a));
    expect(information.at(-1)).toBeGreaterThan(0);
  });

  it('foresees exactly what the answer then makes of the list', async () => {
    const { next, diagnoses } = await suggest(marfan);
    for (const { term, ifPresent, ifAbsent } of next) {
      for (const [status, outlook] of [
        ['present', ifPresent],
        ['excluded', ifAbsent],
      ] as const) {
        const { scores } = await suggest([...marfan, finding(term, status)]);
        const leading = diagnoses.reduce((best, other) => (scores[other]! > scores[best]! ? other : best));
        expect(outlook.id).toBe(pkg.diagnoses[leading]!.id);
        const total = scores.reduce((sum, score) => sum + Math.exp(score / pkg.calibration.temperature), 0);
        expect(outlook.probability).toBeCloseTo(Math.exp(scores[leading]! / pkg.calibration.temperature) / total, 3);
      }
    }
  });

  it('orders the test that tells the muscle diseases apart', async () => {
    const { next } = await suggest(weakBoy);
    expect(next).toContainEqual(expect.objectContaining({ kind: 'order', loinc: '2157-6' }));
  });

  it('does not ask again for what was answered, whichever way', async () => {
    const { next } = await suggest(weakBoy);
    for (const status of ['present', 'excluded'] as const) {
      const again = await suggest([...weakBoy, finding(next[0]!.term, status)]);
      expect(again.next.map(({ term }) => term)).not.toContain(next[0]!.term);
    }
  });

  it('gives the same answer to the same record', async () => {
    expect((await suggest(marfan)).next).toEqual((await suggest(marfan.toReversed())).next);
  });

  it('suggests nothing when no diagnosis is shown', async () => {
    const { vector, scores } = await suggest(marfan);
    const request = { package: pkg, port, terminology, findings: marfan, vector, scores, diagnoses: [] };
    expect(await nextBestFindings(request)).toEqual([]);
  });
});
