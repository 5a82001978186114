import { describe, expect, it } from 'vitest';
import { phenotypeNodes } from '../ranker/phenotype-space.ts';
import { compareIds, mergeEntities } from './entities.ts';
import { profileLine } from './profile-lines.ts';
import { tinyKnowledge } from './tiny-knowledge.fixture.ts';

describe('mergeEntities', () => {
  const entities = mergeEntities(tinyKnowledge);

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
    const nodeOf = phenotypeNodes(tinyKnowledge.ontology);
    const ids = [...nodeOf.keys()];
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
