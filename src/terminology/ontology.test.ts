import { describe, expect, it } from 'vitest';
import { Ontology, type Term } from './ontology.ts';

function term(id: string, parents: string[], altIds: string[] = []): Term {
  return { id, label: id, parents, synonyms: [], altIds, xrefs: [] };
}

/** 118 ← A ← C, 118 ← B ← C; ONSET beside them. */
const ontology = new Ontology(
  '2024-08-13',
  [
    term('HP:0000118', []),
    term('A', ['HP:0000118']),
    term('B', ['HP:0000118']),
    term('C', ['A', 'B'], ['C2']),
    term('ONSET', []),
  ],
  [
    { id: 'OLD', replacedBy: 'OLDER' },
    { id: 'OLDER', replacedBy: 'A' },
    { id: 'GONE' },
    { id: 'X', replacedBy: 'Y' },
    { id: 'Y', replacedBy: 'X' },
  ],
);

describe('Ontology', () => {
  it('resolves live, alternative, replaced, obsolete and unknown ids', () => {
    const kinds = ['A', 'C2', 'OLDER', 'GONE', 'NEVER'].map((id) => ontology.resolve(id).kind);
    expect(kinds).toEqual(['live', 'alternative', 'replaced', 'obsolete', 'unknown']);
  });

  it('follows a chain of replacements, and is not caught in a circle', () => {
    expect(ontology.resolve('OLD')).toMatchObject({ kind: 'replaced', term: { id: 'A' } });
    expect(ontology.resolve('X')).toEqual({ kind: 'obsolete' });
  });

  it('knows what is above and below a term, each once', () => {
    expect([...ontology.ancestors('C')].sort()).toEqual(['A', 'B', 'C', 'HP:0000118']);
    expect([...ontology.descendants('HP:0000118')].sort()).toEqual(['A', 'B', 'C', 'HP:0000118']);
    expect(ontology.ancestors('OLD').size + ontology.descendants('OLD').size).toBe(0);
  });

  it('tells phenotypes from the other branches', () => {
    expect(ontology.isPhenotype('C')).toBe(true);
    expect(ontology.isPhenotype('ONSET')).toBe(false);
  });
});
