import { describe, expect, it } from 'vitest';
import { Ontology, type Term } from '../../terminology/ontology.ts';
import type { Loinc2HpoRow } from '../knowledge/loinc2hpo.ts';
import { laboratoryMap } from './laboratory-map.ts';

function term(id: string, parent?: string): Term {
  return { id, label: id, parents: parent === undefined ? [] : [parent], synonyms: [], altIds: [], xrefs: [] };
}

const many = Array.from({ length: 40 }, (_, index) => `other${index}`);
/** `potassium` has nothing below it but high and low; `cells` has many findings that a count does not show. */
const ontology = new Ontology(
  'test',
  [
    term('potassium'),
    term('high potassium', 'potassium'),
    term('low potassium', 'potassium'),
    term('cells'),
    term('many cells', 'cells'),
    term('few cells', 'cells'),
    ...many.map((id) => term(id, 'cells')),
  ],
  [],
);

function row(outcome: string, id: string): Loinc2HpoRow {
  return { loinc: '1-8', scale: 'Qn', outcome, term: id, excluded: outcome === 'N' || outcome === 'NEG' };
}

const head = { id: 'x', title: 'x', description: 'x', version: 'x', copyright: 'x', source: 'x', target: 'x' };

/** `H: many cells`, `N: not few cells` … */
function compiled(...rows: Loinc2HpoRow[]) {
  const { builder, report } = laboratoryMap(rows, ontology);
  const targets = (builder.build(head).group?.[0]?.element ?? []).flatMap(({ target }) => target ?? []);
  const said = targets.map(
    ({ code, dependsOn, product }) => `${dependsOn?.[0]?.value}: ${product ? 'not ' : ''}${code}`,
  );
  return { said: said.sort(), report };
}

describe('laboratoryMap', () => {
  it('excludes the term of a normal outcome where the test shows all that is below it', () => {
    const { said } = compiled(row('H', 'high potassium'), row('L', 'low potassium'), row('N', 'potassium'));
    expect(said).toEqual(['H: high potassium', 'L: low potassium', 'N: not potassium']);
  });

  it('narrows a broad exclusion to what the test shows when abnormal', () => {
    const { said, report } = compiled(row('H', 'many cells'), row('L', 'few cells'), row('N', 'cells'));
    expect(said).toEqual(['H: many cells', 'L: few cells', 'N: not few cells', 'N: not many cells']);
    expect(report).toEqual({ otherOutcomes: 0, narrowed: 1, tooBroad: 0 });
  });

  it('leaves a broad exclusion out where nothing narrower is known, and counts it', () => {
    expect(compiled(row('NEG', 'cells'))).toEqual({ said: [], report: { otherOutcomes: 0, narrowed: 0, tooBroad: 1 } });
  });

  it('counts outcomes that no interpretation code stands for', () => {
    expect(compiled(row('SNOMEDCT:1', 'cells')).report.otherOutcomes).toBe(1);
  });
});
