import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelsDir } from '../config/paths.ts';
import { loadModelPackage } from '../registry/model-package.ts';
import { loadTerminology } from '../terminology/load.ts';
import { inquiryInto, isExaminable } from './examinable.ts';
import { inquiryBranches } from './tables/inquiry-branches.ts';
import { orderableTests } from './tables/orderable-tests.ts';

const { vocabulary } = await loadModelPackage(join(modelsDir, 'rare-disease'));
const terminology = loadTerminology();
const nodeOf = (term: string) => vocabulary.nodeOf.get(term)!;

describe('the ways to find out', () => {
  it('are told of branches that HPO knows by these names, each once', () => {
    for (const { term, label } of inquiryBranches) expect(vocabulary.labels[nodeOf(term)], term).toBe(label);
    expect(new Set(inquiryBranches.map(({ term }) => term)).size).toBe(inquiryBranches.length);
  });

  it('name tests that the LOINC map knows, each once', () => {
    expect(new Set(orderableTests).size).toBe(orderableTests.length);
    const special = orderableTests.filter((loinc) => !terminology.knowsLoinc(loinc));
    expect(special).toEqual([]);
  });

  it.each([
    ['HP:0003236', 'Elevated circulating creatine kinase concentration', { kind: 'order', loinc: '2157-6' }],
    ['HP:0001903', 'Anemia', { kind: 'order', loinc: '718-7' }],
    ['HP:0002160', 'Hyperhomocystinemia', { kind: 'order', loinc: '13965-9' }],
    ['HP:0002059', 'Cerebral atrophy', { kind: 'order' }],
    ['HP:0004322', 'Short stature', { kind: 'examine' }],
    ['HP:0001166', 'Arachnodactyly', { kind: 'examine' }],
    ['HP:0001649', 'Tachycardia', { kind: 'examine' }],
    ['HP:0001250', 'Seizure', { kind: 'ask' }],
    ['HP:0002829', 'Arthralgia', { kind: 'ask' }],
    ['HP:0001561', 'Polyhydramnios', undefined],
    ['HP:0002185', 'Neurofibrillary tangles', undefined],
    ['HP:0040012', 'Chromosome breakage', undefined],
  ])('%s %s', (term, label, inquiry) => {
    expect(vocabulary.labels[nodeOf(term)]).toBe(label);
    expect(inquiryInto(nodeOf(term), vocabulary, terminology)).toEqual(inquiry);
    expect(isExaminable(nodeOf(term), vocabulary)).toBe(inquiry !== undefined);
  });
});
