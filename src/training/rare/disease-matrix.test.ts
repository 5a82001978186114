import { describe, expect, it } from 'vitest';
import { Ontology, type Term } from '../../terminology/ontology.ts';
import type { HpoaRow } from '../knowledge/hpoa.ts';
import { createKnowledgeReport } from '../knowledge/knowledge-report.ts';
import type { Orphapacket } from '../knowledge/orphapackets.ts';
import { buildDiseaseMatrix } from './disease-matrix.ts';
import { compareIds, mergeEntities } from './entities.ts';
import type { Knowledge } from './knowledge.ts';
import { buildPotentials, channels, combine } from './potentials.ts';
import { profileLine } from './profile-lines.ts';
import { quantise } from './weights.ts';

const term = (id: string, parents: readonly string[]): Term => ({
  id,
  label: id,
  parents,
  synonyms: [],
  altIds: [],
  xrefs: [],
});
/** 118 phenotype; 1 and 2 below it; 3 and 4 below 1; 9 is no phenotype. */
const ontology = new Ontology(
  'test',
  [
    term('HP:0000118', []),
    term('HP:0000001', ['HP:0000118']),
    term('HP:0000002', ['HP:0000118']),
    term('HP:0000003', ['HP:0000001']),
    term('HP:0000004', ['HP:0000001']),
    term('HP:0000009', []),
  ],
  [],
);
const row = (diseaseId: string, of: string, more: Partial<HpoaRow> = {}): HpoaRow => ({
  diseaseId,
  diseaseName: `name of ${diseaseId}`,
  negated: false,
  term: of,
  references: ['PMID:1'],
  evidence: 'PCS',
  modifiers: [],
  aspect: 'P',
  biocuration: 'test',
  ...more,
});
const packet = (id: string, more: Partial<Orphapacket> = {}): Orphapacket => ({
  id,
  label: `name of ${id}`,
  synonyms: [],
  disorderType: 'Disease',
  parents: [],
  crossReferences: [],
  phenotypes: [],
  prevalences: [],
  onsets: [],
  inheritances: [],
  genes: [],
  ...more,
});
const frequent = { kind: 'class', id: 'HP:0040282', share: 0.545 } as const;
const knowledge: Knowledge = {
  ontology,
  rows: [
    row('OMIM:20', 'HP:0000003', { frequency: { kind: 'ratio', n: 2, m: 3, share: 2 / 3 } }),
    row('OMIM:20', 'HP:0000003', { frequency: { kind: 'ratio', n: 1, m: 5, share: 0.2 }, references: ['PMID:2'] }),
    row('OMIM:20', 'HP:0000002', { negated: true }),
    row('OMIM:3', 'HP:0000004'),
    row('OMIM:30', 'HP:0000004', { diseaseName: 'ACROOSTEOLYSIS' }),
    row('DECIPHER:9', 'HP:0000002', { diseaseName: 'Acroosteolysis' }),
    // What phenotype.hpoa repeats of Orphanet gives way to the packet.
    row('ORPHA:1', 'HP:0000002'),
  ],
  packets: [
    packet('ORPHA:1', {
      crossReferences: [{ id: 'OMIM:20', relation: 'E' }],
      phenotypes: [{ term: 'HP:0000004', frequency: frequent }],
    }),
    packet('ORPHA:2', {
      crossReferences: [{ id: 'OMIM:3', relation: 'BTNT' }],
      phenotypes: [{ term: 'HP:0000004', frequency: frequent }],
    }),
    packet('ORPHA:3', { disorderType: 'Category', phenotypes: [{ term: 'HP:0000004', frequency: frequent }] }),
    packet('ORPHA:4'),
    packet('ORPHA:5', {
      crossReferences: [{ id: 'OMIM:30', relation: 'BTNT' }],
      phenotypes: [{ term: 'HP:0000003', frequency: frequent }],
    }),
  ],
  mondo: new Map([
    ['OMIM:20', ['MONDO:7']],
    ['OMIM:30', ['MONDO:8']],
    ['ORPHA:5', ['MONDO:8']],
  ]),
  mondoLabels: new Map([['MONDO:8', 'acro-osteolysis']]),
  report: createKnowledgeReport(),
};

describe('mergeEntities', () => {
  const entities = mergeEntities(knowledge);

  it('merges only what is exact; groups and diseases without annotations are no candidates', () => {
    expect(entities.map(({ ids }) => ids)).toEqual([
      ['OMIM:3'],
      // Exact by Orphanet's word.
      ['OMIM:20', 'ORPHA:1', 'MONDO:7'],
      // One disease to MONDO, and of one name.
      ['OMIM:30', 'DECIPHER:9', 'ORPHA:5', 'MONDO:8'],
      ['ORPHA:2'],
    ]);
    expect(entities.map(({ flags }) => flags)).toEqual([['no-frequencies'], [], [], ['no-omim-entry']]);
  });

  it('calls no disease in capitals when another register has a name for it', () => {
    expect(entities[2]!.label).toBe('Name of ORPHA:5');
  });

  it('keeps what the disease does not show', () => {
    expect(entities[1]!.absent).toEqual(['HP:0000002']);
    expect(entities[1]!.statements.map(({ term: of }) => of)).not.toContain('HP:0000002');
  });

  it('writes profiles as published', () => {
    const { nodeOf, ids } = buildDiseaseMatrix(ontology, entities);
    const { annotations, absent, references } = profileLine(entities[1]!, nodeOf);
    expect(annotations.map(([node, frequency]) => [ids[node], frequency])).toEqual([
      ['HP:0000003', '3/8'],
      ['HP:0000004', 'frequent'],
    ]);
    expect(annotations[0]![2].map((place) => references[place])).toEqual(['PMID:1', 'PMID:2']);
    expect(absent.map((node) => ids[node])).toEqual(['HP:0000002']);
  });

  it('sorts ids by register and number', () => {
    expect(['ORPHA:2', 'OMIM:20', 'OMIM:3'].sort(compareIds)).toEqual(['OMIM:3', 'OMIM:20', 'ORPHA:2']);
  });
});

describe('buildDiseaseMatrix', () => {
  const entities = mergeEntities(knowledge);
  const matrix = buildDiseaseMatrix(ontology, entities);
  const share = (disease: number, id: string) => matrix.closure[disease]!.get(matrix.nodeOf.get(id)!);

  it('has every phenotype as a node, parents first', () => {
    expect(matrix.ids).toHaveLength(5);
    expect(matrix.ids[0]).toBe('HP:0000118');
    matrix.parents.forEach((parents, node) => {
      for (const parent of parents) expect(parent).toBeLessThan(node);
    });
  });

  it('pools counted patients with a weak belief, and takes the unstated as common', () => {
    expect(share(1, 'HP:0000003')).toBeCloseTo((2 * 0.6 + 3) / (2 + 8));
    expect(share(0, 'HP:0000004')).toBeCloseTo(0.6);
  });

  it('propagates upwards: any special feature makes the general one', () => {
    const [left, right] = [share(1, 'HP:0000003')!, share(1, 'HP:0000004')!];
    expect(share(1, 'HP:0000001')).toBeCloseTo(1 - (1 - left) * (1 - right));
    expect(share(1, 'HP:0000002')).toBeUndefined();
  });

  it('lays the same numbers out by node', () => {
    for (const [node, id] of matrix.ids.entries()) {
      for (let at = matrix.start[node]!; at < matrix.start[node + 1]!; at++) {
        expect(share(matrix.column[at]!, id)).toBeCloseTo(matrix.share[at]!, 6);
      }
    }
    expect(matrix.start.at(-1)).toBe(matrix.closure.reduce((sum, shares) => sum + shares.size, 0));
  });

  it('quantises each row to within a 254th of its largest value', () => {
    const real = combine(buildPotentials(matrix, entities), matrix, () => 1);
    const { code, scale } = quantise(real);
    real.value.forEach((value, at) => {
      const node = matrix.start.findIndex(
        (from, i) =>
          from <= Math.floor(at / channels.length) && matrix.start[i + 1]! > Math.floor(at / channels.length),
      );
      const step = scale[node * channels.length + (at % channels.length)]!;
      expect(Math.abs(code[at]! * step - value)).toBeLessThanOrEqual(step / 2 + 1e-6);
    });
  });
});
