import { describe, expect, it } from 'vitest';
import { Ontology, type Term } from '../../terminology/ontology.ts';
import { TextIndex } from '../../terminology/text-index.ts';
import type { SssomMapping } from '../knowledge/sssom.ts';
import type { ConceptMapBuilder } from './concept-map.ts';
import { icd10cmMap, snomedMondoMap, snomedXrefMap } from './condition-maps.ts';

function term(id: string, label: string, xrefs: string[] = []): Term {
  return { id, label, parents: id === 'HP:0000118' ? [] : ['HP:0000118'], synonyms: [], altIds: [], xrefs };
}

const ontology = new Ontology(
  'test',
  [
    term('HP:0000118', 'Phenotypic abnormality'),
    term('HP:0002099', 'Asthma', ['SNOMEDCT_US:195967001', 'UMLS:C0004096']),
    term('HP:0000618', 'Blindness'),
    term('HP:0001271', 'Polyneuropathy'),
    term('HP:0002076', 'Migraine'),
  ],
  [],
);
const texts = new TextIndex(ontology);

function mapping(object: string, objectLabel: string, subjectLabel: string): SssomMapping {
  const [predicate, justification] = ['skos:exactMatch', 'semapv:ManualMappingCuration'];
  return { subject: 'MONDO:0000001', subjectLabel, predicate, object, objectLabel, justification };
}

const head = { id: 'x', title: 'x', description: 'x', version: 'x', copyright: 'x', source: 'x', target: 'x' };

function said(builder: ConceptMapBuilder): string[] {
  const elements = builder.build(head).group?.[0]?.element ?? [];
  return elements.flatMap(({ code, target = [] }) => target.map((to) => `${code} ${to.equivalence} ${to.code}`));
}

const icd = (exact: SssomMapping[], broad: SssomMapping[] = []) => said(icd10cmMap([], exact, broad, ontology, texts));

describe('icd10cmMap', () => {
  it('calls an equal title equivalent, and a match by MONDO’s name related', () => {
    expect(icd([mapping('ICD10CM:J45', 'Asthma', 'bronchial asthma')])).toEqual(['J45 equivalent HP:0002099']);
    expect(icd([mapping('ICD10CM:J45', 'Asthmatic disease', 'asthma')])).toEqual(['J45 relatedto HP:0002099']);
  });

  it('never takes a disease that is narrower than the code, only the code’s own title', () => {
    const broad = [
      mapping('ICD10CM:G62.9', 'Polyneuropathy, unspecified', 'asthma'),
      mapping('ICD10CM:H31.0', 'Some title', 'blindness'),
    ];
    expect(icd([], broad)).toEqual(['G62.9 equivalent HP:0001271']);
  });

  it('refuses lists, leftovers, ranges, withdrawn diseases and what was reviewed and found wrong', () => {
    const refused = [
      mapping('ICD10CM:H54', 'Blindness and low vision', 'blindness'),
      mapping('ICD10CM:J46', 'Other airway disease', 'asthma'),
      mapping('ICD10CM:G43-G44', 'Migraine', 'migraine'),
      mapping('ICD10CM:J47', 'Airway disease', 'obsolete asthma'),
      mapping('ICD10CM:L28.0', 'Migraine', 'migraine'),
    ];
    expect(icd(refused)).toEqual([]);
  });

  it('lets the project’s own table decide its codes', () => {
    const own = { code: 'G43', title: 'Migraine', equivalence: 'wider' as const, term: 'HP:0002076' };
    const map = icd10cmMap([own], [mapping('ICD10CM:G43', 'Asthma', 'asthma')], [], ontology, texts);
    expect(said(map)).toEqual(['G43 wider HP:0002076']);
  });
});

describe('SNOMED CT', () => {
  it('takes the cross-references of phenotypes', () => {
    expect(said(snomedXrefMap(ontology))).toEqual(['195967001 relatedto HP:0002099']);
  });

  it('takes exact MONDO matches that bear a phenotype’s name', () => {
    const mappings = [mapping('SCTID:37796009', '', 'migraine'), mapping('SCTID:1', '', 'obsolete migraine')];
    expect(said(snomedMondoMap(mappings, ontology, texts))).toEqual(['37796009 relatedto HP:0002076']);
  });
});
