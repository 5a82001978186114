import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFile } from '../../../test/fixtures/temporary-file.ts';
import { tinyOntology } from '../../../test/fixtures/tiny-ontology.ts';
import { hasSharedData, sharedData } from '../../../test/shared-data.ts';
import { loadObographs } from '../../terminology/obographs.ts';
import type { Ontology } from '../../terminology/ontology.ts';
import { createKnowledgeReport } from './knowledge-report.ts';
import { type Loinc2HpoRow, readLoinc2Hpo } from './loinc2hpo.ts';

const header = 'loincId\tloincScale\toutcome\thpoTermId\tsupplementalTermId\tcuration\tcomment';

async function read(file: string, ontology: Ontology = tinyOntology, report = createKnowledgeReport()) {
  const rows: Loinc2HpoRow[] = [];
  for await (const row of readLoinc2Hpo(file, ontology, report)) rows.push(row);
  return rows;
}

describe('readLoinc2Hpo', () => {
  it('takes N and NEG as exclusions', async () => {
    const outcomes = ['H', 'L', 'N', 'POS', 'NEG', 'SNOMEDCT:449051000124102'];
    const lines = outcomes.map((outcome) => `600-7\tNom\t${outcome}\tHP:0007726\t.\tHPO:x\t.`);
    const rows = await read(temporaryFile('l.tsv', [header, ...lines]));
    expect(rows.map(({ excluded }) => excluded)).toEqual([false, false, true, false, true, false]);
    expect(rows[0]).toEqual({ loinc: '600-7', scale: 'Nom', outcome: 'H', term: 'HP:0001083', excluded: false });
  });

  it('keeps remarks', async () => {
    const file = temporaryFile('l.tsv', [header, '600-7\tNom\tPOS\tHP:0001083\t.\tHPO:x\tblood']);
    expect((await read(file))[0]?.comment).toBe('blood');
  });

  it.each([
    ['600\tNom\tH\tHP:0001083\t.\tx\t.', ':2:1: "600" is not a LOINC code'],
    ['600-7\tNom\tH\t1083\t.\tx\t.', ':2:13: "1083" is not an HPO id'],
    ['600-7\tNom\t\tHP:0001083\t.\tx\t.', ':2:11: the outcome is missing'],
    ['600-7\tNom', ':2:10: 2 columns where 7 are needed'],
  ])('stops at %j', async (row, message) => {
    await expect(read(temporaryFile('l.tsv', [header, row]))).rejects.toThrow(message);
  });
});

describe.skipIf(!hasSharedData)('the real loinc2hpo annotations (skipped: no shared data)', () => {
  it('has the rows and codes that its publisher counts', async () => {
    const ontology = await loadObographs(join(sharedData, 'hpo', 'hp.json.gz'));
    const report = createKnowledgeReport();
    const rows = await read(join(sharedData, 'maps', 'loinc2hpo-annotations.tsv.gz'), ontology, report);
    expect(report.rows.get('loinc2hpo')).toBe(7415);
    expect(new Set(rows.map(({ loinc }) => loinc)).size).toBe(3118);
    expect(report.unknownTerms.size).toBe(0);
  });
});
