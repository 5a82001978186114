import { Ontology, type Term } from '../../../terminology/ontology.ts';
import type { HpoaRow } from '../../knowledge/hpoa.ts';
import { createKnowledgeReport } from '../../knowledge/knowledge-report.ts';
import type { Orphapacket } from '../../knowledge/orphapackets.ts';
import type { Knowledge } from './knowledge.ts';

const term = (id: string, parents: readonly string[]): Term => ({
  id,
  label: id,
  parents,
  synonyms: [],
  altIds: [],
  xrefs: [],
});
/** 118 is the root of the phenotypes; 1 and 2 below it; 3 and 4 below 1; 9 is no phenotype. */
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
/** Four registers' worth of diseases over five phenotypes. */
export const tinyKnowledge: Knowledge = {
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
