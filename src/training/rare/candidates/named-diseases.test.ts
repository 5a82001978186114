import { describe, expect, it } from 'vitest';
import { hasSharedData, sharedData } from '../../../../test/shared-data.ts';
import { Ontology, type Term } from '../../../terminology/ontology.ts';
import { createKnowledgeReport } from '../../knowledge/knowledge-report.ts';
import { readCases } from '../cases/cases.ts';
import { type DiseaseEntity, mergeEntities } from './entities.ts';
import { type Knowledge, readKnowledge } from './knowledge.ts';
import { namedDiseases } from './named-diseases.ts';

const term = (id: string, label: string): Term => ({
  id,
  label,
  parents: id === 'HP:0000118' ? [] : ['HP:0000118'],
  synonyms: [],
  altIds: [],
  xrefs: [],
});
const entity = (id: string, label: string, others: readonly string[] = []): DiseaseEntity => ({
  id,
  ids: [id, ...others],
  label,
  statements: [],
  absent: [],
  flags: [],
});
const annotated = [
  entity('OMIM:1', 'Spastic ataxia 1', ['MONDO:1']),
  entity('OMIM:2', 'Charlevoix disease', ['MONDO:2']),
  entity('OMIM:3', 'Autism, susceptibility to, 1'),
];
const labels = {
  'MONDO:1': 'spastic ataxia 1',
  'MONDO:2': 'spastic ataxia 2',
  'MONDO:11': 'spastic ataxia 11 with polydactyly',
  'MONDO:12': 'autism, susceptibility to, 12',
  'MONDO:13': 'obsolete spastic ataxia 13',
  'MONDO:14': 'Rabin-Pappas syndrome',
  'MONDO:15': 'polydactyly-scoliosis syndrome',
  'MONDO:16': 'spastic ataxia 16, susceptibility to',
};
const knowledge: Knowledge = {
  ontology: new Ontology(
    'test',
    [
      term('HP:0000118', 'Phenotypic abnormality'),
      term('HP:1', 'Spastic ataxia'),
      term('HP:2', 'Polydactyly'),
      term('HP:3', 'Autism'),
    ],
    [],
  ),
  rows: [],
  packets: [],
  mondo: new Map([
    ['OMIM:1', ['MONDO:1']],
    ...[15, 11, 12, 13, 14, 16].map((n) => [`OMIM:${n}`, [`MONDO:${n}`]] as const),
    ['ORPHA:9', ['MONDO:9']],
  ]),
  mondoLabels: new Map(Object.entries(labels)),
  report: createKnowledgeReport(),
};

describe('namedDiseases', () => {
  const named = namedDiseases(knowledge, annotated);
  const [eleven, fifteen, sixteen] = named;

  it('are those without annotations whose name tells something, in order of ids', () => {
    expect(named.map(({ ids }) => ids)).toEqual([
      ['OMIM:11', 'MONDO:11'],
      ['OMIM:15', 'MONDO:15'],
      ['OMIM:16', 'MONDO:16'],
    ]);
  });

  it('finds siblings by the names of any register', () => {
    expect(eleven!.siblings).toEqual([0, 1]);
    expect(fifteen!.siblings).toEqual([]);
  });

  it('tells what the name mentions', () => {
    expect(eleven!.mentioned).toEqual(['HP:1', 'HP:2']);
    expect(fifteen!.mentioned).toEqual(['HP:2']);
  });

  it('counts a susceptibility only where its series holds diseases', () => {
    expect(sixteen!.siblings).toEqual([0, 1]);
    expect(named.map(({ id }) => id)).not.toContain('OMIM:12');
  });
});

describe.skipIf(!hasSharedData)('namedDiseases of the real sources (skipped: no shared data)', () => {
  it('tell of nine tenths of the published cases whose disease has no annotations', async () => {
    const real = await readKnowledge(sharedData);
    const entities = mergeEntities(real);
    const known = new Set(entities.flatMap(({ ids }) => ids));
    const named = new Map(namedDiseases(real, entities).map((disease) => [disease.id, disease]));
    const count = { cases: 0, withSiblings: 0, withMentions: 0, reached: 0 };
    const file = `${sharedData}/phenopackets/phenopackets.ndjson.gz`;
    for await (const { diseases } of readCases(file, real.ontology)) {
      if (diseases.some((id) => known.has(id))) continue;
      const disease = diseases.map((id) => named.get(id)).find((one) => one !== undefined);
      count.cases++;
      if (disease) count.reached++;
      if (disease?.siblings.length) count.withSiblings++;
      if (disease?.mentioned.length) count.withMentions++;
    }
    expect(count.cases).toBe(2814);
    expect(count.reached).toBeGreaterThan(0.9 * count.cases);
    expect(count.withSiblings).toBeGreaterThan(0.84 * count.cases);
    expect(count.withMentions).toBeGreaterThan(0.74 * count.cases);
  }, 60_000);
});
