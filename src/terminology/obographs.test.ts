import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFile } from '../../test/fixtures/temporary-file.ts';
import { hasSharedData, sharedData } from '../../test/shared-data.ts';
import { loadBabelonLabels, loadObographs } from './obographs.ts';

const purl = 'http://purl.obolibrary.org/obo';
const document = {
  graphs: [
    {
      meta: { version: `${purl}/hp/releases/2024-08-13/hp.json` },
      nodes: [
        { id: `${purl}/HP_0000118`, lbl: 'Phenotypic abnormality', type: 'CLASS' },
        {
          id: `${purl}/HP_0001083`,
          lbl: 'Ectopia lentis',
          meta: {
            synonyms: [
              { pred: 'hasExactSynonym', val: 'Dislocated lens' },
              { pred: 'hasBroadSynonym', val: 'Lens problem' },
            ],
            xrefs: [{ val: 'SNOMEDCT_US:74969002' }],
            basicPropertyValues: [
              { pred: 'http://www.geneontology.org/formats/oboInOwl#hasAlternativeId', val: 'HP:0007726' },
            ],
          },
        },
        {
          id: `${purl}/HP_0000003`,
          meta: { deprecated: true, basicPropertyValues: [{ pred: `${purl}/IAO_0100001`, val: `${purl}/HP_0001083` }] },
        },
        { id: `${purl}/HP_0000004`, meta: { deprecated: true } },
        { id: `${purl}/UBERON_0000970`, lbl: 'eye' },
      ],
      edges: [
        { sub: `${purl}/HP_0001083`, pred: 'is_a', obj: `${purl}/HP_0000118` },
        { sub: `${purl}/HP_0001083`, pred: `${purl}/RO_0002502`, obj: `${purl}/UBERON_0000970` },
      ],
    },
  ],
};

describe('loadObographs', () => {
  it('reads terms, exact synonyms, parents, cross-references and the fate of old ids', async () => {
    const ontology = await loadObographs(temporaryFile('hp.json.gz', [JSON.stringify(document)]));
    expect(ontology.version).toBe('2024-08-13');
    expect([...ontology.terms.keys()]).toEqual(['HP:0000118', 'HP:0001083']);
    expect(ontology.terms.get('HP:0001083')).toEqual({
      id: 'HP:0001083',
      label: 'Ectopia lentis',
      parents: ['HP:0000118'],
      synonyms: ['Dislocated lens'],
      altIds: ['HP:0007726'],
      xrefs: ['SNOMEDCT_US:74969002'],
    });
    expect(ontology.resolve('HP:0000003')).toMatchObject({ kind: 'replaced', term: { id: 'HP:0001083' } });
    expect(ontology.resolve('HP:0000004').kind).toBe('obsolete');
  });

  it('refuses what is no obograph', async () => {
    const file = temporaryFile('hp.json', ['{"graphs":[]}']);
    await expect(loadObographs(file)).rejects.toMatchObject({ code: 'SOURCE_FILE_INVALID' });
    await expect(loadObographs('/nowhere/hp.json')).rejects.toMatchObject({ code: 'SOURCE_FILE_INVALID' });
  });
});

describe('loadBabelonLabels', () => {
  it('takes translated labels, not translated synonyms', async () => {
    const file = temporaryFile('es.tsv', [
      'subject_id\tpredicate_id\ttranslation_value',
      'HP:0001083\trdfs:label\tEctopia lentis (es)',
      'HP:0001083\toio:hasExactSynonym\tCristalino luxado',
      'HP:0000118\trdfs:label\t',
    ]);
    expect([...(await loadBabelonLabels(file))]).toEqual([['HP:0001083', 'Ectopia lentis (es)']]);
  });
});

describe.skipIf(!hasSharedData)('the real Human Phenotype Ontology (skipped: no shared data)', () => {
  it('has the terms, SNOMED CT references and Spanish labels that its publisher counts', async () => {
    const hpo = (name: string) => join(sharedData, 'hpo', name);
    const ontology = await loadObographs(hpo('hp.json.gz'), hpo('hp-es.babelon.tsv.gz'));
    const terms = [...ontology.terms.values()];
    expect(terms).toHaveLength(18_989);
    expect(terms.flatMap(({ xrefs }) => xrefs).filter((xref) => xref.startsWith('SNOMEDCT_US:'))).toHaveLength(4622);
    expect(terms.flatMap(({ xrefs }) => xrefs).filter((xref) => xref.startsWith('UMLS:'))).toHaveLength(12_926);
    expect(ontology.terms.get('HP:0001250')?.labelEs).toMatch(/convulsi|crisis/i);
  });
});
