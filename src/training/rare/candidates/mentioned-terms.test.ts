import { describe, expect, it } from 'vitest';
import { Ontology, type Term } from '../../../terminology/ontology.ts';
import { mentionedTerms, termNames } from './mentioned-terms.ts';

const root = 'HP:0000118';
const term = (
  id: string,
  label: string,
  synonyms: readonly string[] = [],
  parents: readonly string[] = [root],
): Term => ({
  id,
  label,
  parents: id === root ? [] : parents,
  synonyms,
  altIds: [],
  xrefs: [],
});
const ontology = new Ontology(
  'test',
  [
    term(root, 'Phenotypic abnormality', ['Organ abnormality']),
    term('HP:1', 'Seizure', ['Seizures', 'SZ']),
    term('HP:2', 'Febrile seizure', ['Spasms'], ['HP:1']),
    term('HP:3', 'Cardiomyopathy'),
    term('HP:4', 'Dilated cardiomyopathy', [], ['HP:3']),
    term('HP:5', 'Abnormal brain morphology', ['Brain anomaly']),
    term('HP:6', 'Polydactyly', ['Extra parts']),
    term('HP:7', 'Hypotonia', ['Weak tone', 'Spasms and falls']),
    term('HP:8', 'Weakness', ['Weak tone']),
    term('HP:9', 'Convulsion', ['Spasms'], ['HP:2']),
    { ...term('HP:10', 'Juvenile onset'), parents: [] },
  ],
  [],
);
const names = termNames(ontology);
const mentioned = (label: string) => mentionedTerms(label, names);

describe('mentionedTerms', () => {
  it('takes the longest name at each place, each term once', () => {
    expect(mentioned('syndrome with febrile seizures, hypotonia, and Hypotonia')).toEqual(['HP:2', 'HP:7']);
  });

  it('does not mind the order of words, nor the words for abnormality', () => {
    expect(mentioned('cardiomyopathy, dilated, 1QQ')).toEqual(['HP:4']);
    expect(mentioned('disorder with brain anomalies')).toEqual(['HP:5']);
    expect(mentioned('malformations of the brain')).toEqual(['HP:5']);
  });

  it('joins no words across the tail of a name', () => {
    expect(mentioned('cardiomyopathy with dilated bowel')).toEqual(['HP:3']);
  });

  it('leaves out what the disease is without, and keeps what it is with or without', () => {
    expect(mentioned('hypotonia 22 without polydactyly')).toEqual(['HP:7']);
    expect(mentioned('hypotonia with or without polydactyly')).toEqual(['HP:7', 'HP:6']);
  });

  it('takes the general one of two related terms of a name, and none of two unrelated ones', () => {
    expect(mentioned('spasms')).toEqual(['HP:2']);
    expect(mentioned('weak tone')).toEqual([]);
  });

  it('ignores the root, abbreviations and what is no phenotype', () => {
    expect(mentioned('phenotypic abnormality, SZ, juvenile onset')).toEqual([]);
  });

  it('reads compound adjectives', () => {
    expect(mentioned('oculorenal syndrome')).toEqual(['HP:0000478', 'HP:0000077']);
  });
});
