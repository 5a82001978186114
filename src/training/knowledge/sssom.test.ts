import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFile } from '../../../test/fixtures/temporary-file.ts';
import { hasSharedData, sharedData } from '../../../test/shared-data.ts';
import { readSssom, type SssomMapping, sssomVersion } from './sssom.ts';

async function read(file: string): Promise<SssomMapping[]> {
  const mappings: SssomMapping[] = [];
  for await (const mapping of readSssom(file)) mappings.push(mapping);
  return mappings;
}

const metadata = [
  '# curie_map:',
  '#   MONDO: http://purl.obolibrary.org/obo/MONDO_',
  '# mapping_set_version: http://purl.obolibrary.org/obo/mondo/releases/2026-08-04/mappings/x.sssom.tsv',
];

describe('readSssom', () => {
  it('reads mappings with and without labels', async () => {
    const labelled = temporaryFile('x.tsv', [
      ...metadata,
      'subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification',
      'MONDO:0007947\tMarfan syndrome\tskos:exactMatch\tOMIM:154700\t\tsemapv:ManualMappingCuration',
    ]);
    expect(await read(labelled)).toEqual([
      {
        subject: 'MONDO:0007947',
        subjectLabel: 'Marfan syndrome',
        predicate: 'skos:exactMatch',
        object: 'OMIM:154700',
        justification: 'semapv:ManualMappingCuration',
      },
    ]);
    expect(await sssomVersion(labelled)).toBe('2026-08-04');
    const bare = ['object_id\tsubject_id\tmapping_justification\tpredicate_id', 'A:1\tB:2\tj\tskos:broadMatch'];
    expect(await read(temporaryFile('x.tsv', bare))).toMatchObject([{ subject: 'B:2', object: 'A:1' }]);
  });

  it('stops at a text that is no CURIE, with file, line and column', async () => {
    const file = temporaryFile('x.tsv', [
      ...metadata,
      'subject_id\tpredicate_id\tobject_id\tmapping_justification',
      'MONDO:1\tskos:exactMatch\t154700\tj',
    ]);
    await expect(read(file)).rejects.toThrow(`${file}:5:25: "154700" is not a CURIE`);
  });
});

describe.skipIf(!hasSharedData)('the real MONDO mappings (skipped: no shared data)', () => {
  it.each([
    ['exactmatch_icd10cm', 2038],
    ['broadmatch_icd10cm', 79],
    ['exactmatch_sctid', 9120],
    ['exactmatch_omim', 10_045],
    ['exactmatch_orphanet', 9785],
  ])('%s has %d', async (name, rows) => {
    expect(await read(join(sharedData, 'maps', `mondo_${name}.sssom.tsv.gz`))).toHaveLength(rows);
  });
});
