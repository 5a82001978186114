import { describe, expect, it } from 'vitest';
import { temporaryFile } from '../../../test/fixtures/temporary-file.ts';
import { tinyOntology } from '../../../test/fixtures/tiny-ontology.ts';
import { readCuratedLaboratory } from './curated-laboratory.ts';

const [term] = tinyOntology.terms.values();
const header = 'loinc\tname\toutcome\thpo_id\thpo_label\tsource';

async function read(...rows: readonly string[]) {
  const found = [];
  const file = temporaryFile('loinc-hpo.tsv', [header, ...rows]);
  for await (const row of readCuratedLaboratory(file, tinyOntology)) found.push(row);
  return found;
}

describe('readCuratedLaboratory', () => {
  it('gives rows as loinc2hpo does', async () => {
    expect(await read(`14682-9\tCreatinine\tH\t${term!.id}\t${term!.label}\tas 2160-0`)).toEqual([
      { loinc: '14682-9', scale: 'Qn', outcome: 'H', term: term!.id, excluded: false },
    ]);
  });

  it.each([
    [
      'a code that is none',
      `14682\tCreatinine\tH\t${term!.id}\t${term!.label}\t-`,
      /:2:1: "14682" is not a LOINC code/,
    ],
    [
      'an outcome that is no direction',
      `1-1\tX\tN\t${term!.id}\t${term!.label}\t-`,
      /:2:7: "N" is none of H, L and POS/,
    ],
    ['a label that has changed', `1-1\tX\tH\t${term!.id}\tOld name\t-`, /:2:9: .+ is now /],
  ])('refuses %s', async (_, row, message) => {
    await expect(read(row)).rejects.toThrow(message);
  });
});
