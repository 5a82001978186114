import { describe, expect, it } from 'vitest';
import { temporaryFile } from '../../../test/fixtures/temporary-file.ts';
import { tinyOntology } from '../../../test/fixtures/tiny-ontology.ts';
import { readCuratedMappings } from './curated-mapping.ts';

const header = 'icd10cm\ttitle\tequivalence\thpo_id\thpo_label';

async function read(row: string): Promise<unknown[]> {
  const mappings: unknown[] = [];
  const file = temporaryFile('c.tsv', ['# own table', header, row]);
  for await (const mapping of readCuratedMappings(file, tinyOntology)) mappings.push(mapping);
  return mappings;
}

describe('readCuratedMappings', () => {
  it('reads a row', async () => {
    expect(await read('H27.1\tDislocation of lens\tequivalent\tHP:0001083\tEctopia lentis')).toEqual([
      { code: 'H27.1', title: 'Dislocation of lens', equivalence: 'equivalent', term: 'HP:0001083' },
    ]);
  });

  it.each([
    ['H27.1\tx\tequivalent\tHP:0001083\tLens luxation', ':3:20: HP:0001083 is now Ectopia lentis'],
    ['H27.1\tx\tequivalent\tHP:0000003\tGone', ':3:20: HP:0000003 is now not a live term'],
    ['H27.1\tx\tsame\tHP:0001083\tEctopia lentis', ':3:9: "same" is not an equivalence'],
    ['271\tx\twider\tHP:0001083\tEctopia lentis', ':3:1: "271" is not an ICD-10-CM code'],
  ])('stops at %j', async (row, message) => {
    await expect(read(row)).rejects.toThrow(message);
  });
});
