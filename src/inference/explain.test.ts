import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../clinical/finding.ts';
import { modelsDir } from '../config/paths.ts';
import { buildTermVector } from '../features/term-vector.ts';
import { loadModelPackage, type ModelPackage } from '../registry/model-package.ts';
import { createEmbeddedInference } from './embedded.ts';
import { explain } from './explain.ts';
import type { InferencePort } from './inference-port.ts';
import { finding, marfan } from './marfan.fixture.ts';
import { rankDiagnoses } from './rank.ts';
import { unknownFeatures } from './unknown-features.ts';

let pkg: ModelPackage;
let port: InferencePort;
beforeAll(async () => {
  pkg = await loadModelPackage(join(modelsDir, 'rare-disease'));
  port = await createEmbeddedInference(pkg);
});
afterAll(() => port.close());

const vectorOf = (findings: readonly Finding[]) => buildTermVector(findings, pkg.vocabulary);

describe('explain', () => {
  it('gives weights that sum to the score, with reason and sources, strongest first', async () => {
    const vector = vectorOf(marfan);
    const scores = await port.score([vector]);
    const diagnoses = rankDiagnoses(scores, { top: 20 }).map(({ diagnosis }) => diagnosis);
    const explanations = await explain({ findings: marfan, package: pkg, port, vector, diagnoses });
    for (const [place, { prior, evidence }] of explanations.entries()) {
      const sum = evidence.reduce((total, { weight }) => total + weight, prior);
      expect(sum).toBeCloseTo(scores[diagnoses[place]!]!, 4);
      const sizes = evidence.map(({ weight }) => Math.abs(weight));
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    }
    expect(pkg.diagnoses[diagnoses[0]!]!.label).toBe('Marfan syndrome');
    const lens = explanations[0]!.evidence.find(({ finding: term }) => term === 'HP:0001083')!;
    expect(lens.direction).toBe('for');
    expect(lens.reason).toMatch(
      /^Ectopia lentis, seen in \d+ of \d+ patients with Marfan syndrome, seldom described in other rare diseases\.$/,
    );
    expect(lens.sources).toEqual([{ reference: 'Condition/1', date: '2024-03-02', text: 'Recorded as “as coded”' }]);
  });

  it('treats findings alike that the model cannot tell apart, and gives nothing to one that adds nothing', async () => {
    // A second source of the same term makes no second finding; an implied exclusion has no weight.
    const findings = [
      ...marfan,
      finding('HP:0001083'),
      finding('HP:0002342', 'excluded'),
      finding('HP:0001249', 'excluded'),
    ];
    const vector = vectorOf(findings);
    const diagnosis = pkg.diagnosisOf.get('OMIM:154700')!;
    const [explained] = await explain({ findings, package: pkg, port, vector, diagnoses: [diagnosis] });
    const terms = explained!.evidence.map(({ finding: term }) => term);
    expect(new Set(terms).size).toBe(terms.length);
    // Moderate intellectual disability lies below the excluded intellectual disability.
    expect(explained!.evidence.find(({ finding: term }) => term === 'HP:0002342')).toMatchObject({
      weight: 0,
      direction: 'neutral',
    });
  });

  it('lets an expected feature count against when it is excluded', async () => {
    const findings = [finding('HP:0002616'), finding('HP:0001166', 'excluded')];
    const diagnosis = pkg.diagnosisOf.get('OMIM:154700')!;
    const [explained] = await explain({
      findings,
      package: pkg,
      port,
      vector: vectorOf(findings),
      diagnoses: [diagnosis],
    });
    const excluded = explained!.evidence.find(({ finding: term }) => term === 'HP:0001166')!;
    expect(excluded.direction).toBe('against');
    expect(excluded.reason).toMatch(/^Absence of arachnodactyly, which is seen in .*, counts against it\.$/);
  });

  it('explains nothing when nothing is asked', async () => {
    const vector = vectorOf(marfan);
    expect(await explain({ findings: marfan, package: pkg, port, vector, diagnoses: [] })).toEqual([]);
  });
});

describe('unknownFeatures', () => {
  it('names up to five frequent features that the record is silent about', () => {
    const diagnosis = pkg.diagnosisOf.get('OMIM:154700')!;
    const unknown = unknownFeatures(pkg, vectorOf(marfan), diagnosis);
    expect(unknown).toHaveLength(5);
    const asked = new Set(marfan.map(({ term }) => term));
    expect(unknown.some(({ term }) => asked.has(term))).toBe(false);
    expect(unknown[0]!.reason).toMatch(/Marfan syndrome/);
  });

  it('does not ask again for what was found or excluded', () => {
    const diagnosis = pkg.diagnosisOf.get('OMIM:154700')!;
    const [first] = unknownFeatures(pkg, vectorOf(marfan), diagnosis);
    for (const status of ['present', 'excluded'] as const) {
      const again = unknownFeatures(pkg, vectorOf([...marfan, finding(first!.term, status)]), diagnosis);
      expect(again.map(({ term }) => term)).not.toContain(first!.term);
    }
  });
});
