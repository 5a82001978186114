import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPhenopacket } from '../clinical/phenopacket.ts';
import { tellingFindings } from '../clinical/telling-finding.ts';
import { modelsDir } from '../config/paths.ts';
import { createEmbeddedInference } from '../inference/embedded.ts';
import type { InferencePort } from '../inference/inference-port.ts';
import { loadModelPackage, type ModelPackage } from '../registry/model-package.ts';
import { loadTerminology } from '../terminology/load.ts';
import type { Assessor } from './assessor.ts';
import { createAssessor } from './pipeline.ts';

/** What people send: old ids, invented ids, contradictions, nothing, and far too much. */

const terminology = loadTerminology();
const model = 'rare-disease';
let pkg: ModelPackage;
let inference: InferencePort;
let assessor: Assessor;
beforeAll(async () => {
  pkg = await loadModelPackage(join(modelsDir, model));
  inference = await createEmbeddedInference(pkg);
  assessor = createAssessor({
    terminology,
    models: new Map([[model, { package: pkg, inference }]]),
    telling: tellingFindings(terminology),
    now: () => new Date('2024-03-05T08:00:00Z'),
    newId: () => 'one',
    keep: () => Promise.resolve(),
    codeVersion: 'test',
  });
});
afterAll(() => inference.close());

/** A term, or a term with a minus when it is excluded. */
async function assess(...terms: readonly string[]) {
  const phenotypicFeatures = terms.map((term) => ({
    type: { id: term.replace(/^-/, '') },
    excluded: term.startsWith('-'),
  }));
  const packet = readPhenopacket({ id: 'unusual', phenotypicFeatures }, terminology.ontology);
  const assessment = await assessor.assess({ entrance: 'case', case: packet.case, model });
  return {
    assessment,
    codes: assessment.case.issues.map(({ code }) => code),
    list: assessment.differential?.entries.map(({ id, probability }) => `${id} ${probability.toFixed(4)}`),
  };
}

// Aortic root aneurysm, ectopia lentis, arachnodactyly, disproportionate tall stature, dural ectasia.
const marfan = ['HP:0002616', 'HP:0001083', 'HP:0001166', 'HP:0001519', 'HP:0100775'];

describe('unusual input', () => {
  it('is told apart from a usual record', async () => {
    const { assessment, codes } = await assess(...marfan);
    expect(assessment.differential?.entries[0]?.label).toBe('Marfan syndrome');
    expect(assessment.differential?.nextFindings?.length).toBeGreaterThan(0);
    expect(codes).toEqual([]);
  });

  it('reads an id that was merged into another as that one', async () => {
    const { ontology } = terminology;
    const [aneurysm, ...rest] = marfan;
    const merged = ontology.terms.get(aneurysm!)!.altIds[0]!;
    expect(ontology.resolve(merged).kind).not.toBe('live');
    const [current, former] = [await assess(...marfan), await assess(merged, ...rest)];
    expect(former.list).toEqual(current.list);
    expect(former.assessment.case.findings[0]!.sources[0]!.derivation).toContain(merged);
  });

  it('reports invented ids, obsolete ones and those of no phenotype, and goes by the rest', async () => {
    const obsolete = terminology.ontology.obsolete.find(
      ({ id }) => terminology.ontology.resolve(id).kind === 'obsolete',
    )!;
    // HP:0000006 is a mode of inheritance.
    const { assessment, codes, list } = await assess('HP:9999999', obsolete.id, 'HP:0000006', 'nonsense', ...marfan);
    expect(codes).toEqual(expect.arrayContaining(['unknown-term', 'obsolete-term']));
    expect(assessment.case.coverage.unmapped.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['HP:9999999', obsolete.id, 'nonsense']),
    );
    expect(assessment.applicability.verdict).toBe('caution');
    expect(list).toEqual((await assess(...marfan)).list);
  });

  it('takes a term that is both present and excluded as present, and says so', async () => {
    const { codes, list } = await assess(...marfan, '-HP:0001083');
    expect(codes).toEqual(['contradiction']);
    expect(list).toEqual((await assess(...marfan)).list);
  });

  it.each([
    ['nothing at all', []],
    ['exclusions alone', marfan.map((term) => `-${term}`)],
    ['one finding', marfan.slice(0, 1)],
    ['invented ids alone', ['HP:9999999', 'HP:9999998', 'HP:9999997']],
  ])('abstains on %s, and says why', async (_, terms) => {
    const { assessment } = await assess(...terms);
    expect(assessment.differential).toBeUndefined();
    expect(assessment.applicability).toMatchObject({ verdict: 'abstain', reasons: [{ code: 'too-few-findings' }] });
  });

  it('bears five hundred terms, with exact explanations', async () => {
    const step = Math.floor(pkg.vocabulary.ids.length / 500);
    const terms = Array.from({ length: 500 }, (_, place) => pkg.vocabulary.ids[1 + place * step]!);
    const { assessment } = await assess(...terms.map((term, place) => (place % 5 === 0 ? `-${term}` : term)));
    const { entries, nextFindings } = assessment.differential!;
    expect(entries.length).toBeGreaterThan(0);
    expect(nextFindings).toBeDefined();
    for (const { prior, evidence, score } of entries) {
      expect(evidence).toHaveLength(500);
      expect(Math.abs(evidence.reduce((sum, { weight }) => sum + weight, prior) - score)).toBeLessThan(1e-4);
    }
  });
});
