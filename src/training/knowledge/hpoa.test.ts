import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFile } from '../../../test/fixtures/temporary-file.ts';
import { tinyOntology } from '../../../test/fixtures/tiny-ontology.ts';
import { hasSharedData, sharedData } from '../../../test/shared-data.ts';
import { loadObographs } from '../../terminology/obographs.ts';
import { type HpoaRow, hpoaVersion, readHpoa } from './hpoa.ts';
import { createKnowledgeReport } from './knowledge-report.ts';

const header2023 =
  '#DatabaseID\tDiseaseName\tQualifier\tHPO_ID\tReference\tEvidence\tOnset\tFrequency\tSex\tModifier\tAspect\tBiocuration';
const header2024 =
  'database_id\tdisease_name\tqualifier\thpo_id\treference\tevidence\tonset\tfrequency\tsex\tmodifier\taspect\tbiocuration';
const marfan = 'OMIM:154700\tMarfan syndrome';

async function read(lines: string[], report = createKnowledgeReport()): Promise<HpoaRow[]> {
  const rows: HpoaRow[] = [];
  for await (const row of readHpoa(temporaryFile('phenotype.hpoa', lines), tinyOntology, report)) rows.push(row);
  return rows;
}

describe('readHpoa', () => {
  it('reads every column, in the header of 2023 and in that of 2024', async () => {
    const row = `${marfan}\t\tHP:0001083\tOMIM:154700;PMID:8281141\tPCS\tHP:0003577\t2/3\tMALE\tHP:0012825;HP:0012832\tP\tHPO:x[2020-01-01]`;
    for (const header of [header2023, header2024]) {
      expect(await read(['#description: x', '#date: 2023-01-27', header, row])).toEqual([
        {
          diseaseId: 'OMIM:154700',
          diseaseName: 'Marfan syndrome',
          negated: false,
          term: 'HP:0001083',
          references: ['OMIM:154700', 'PMID:8281141'],
          evidence: 'PCS',
          onset: 'HP:0003577',
          frequency: { kind: 'ratio', n: 2, m: 3, share: 2 / 3 },
          sex: 'male',
          modifiers: ['HP:0012825', 'HP:0012832'],
          aspect: 'P',
          biocuration: 'HPO:x[2020-01-01]',
        },
      ]);
    }
  });

  it('leaves empty cells out, reads NOT, and writes Orphanet ids in one way', async () => {
    const [row] = await read([
      header2023,
      'ORPHANET:558\tMarfan syndrome\tNOT\tHP:0001083\tORPHA:558\tTAS\t\t\t\t\tP\tx',
    ]);
    expect(row).toMatchObject({ diseaseId: 'ORPHA:558', negated: true, modifiers: [] });
    expect(Object.keys(row!)).not.toContain('frequency');
  });

  it('moves old ids, and counts those that lead nowhere', async () => {
    const report = createKnowledgeReport();
    const ids = ['HP:0007726', 'HP:0000003', 'HP:7654321', 'HP:7654321'];
    const rows = await read([header2023, ...ids.map((id) => `${marfan}\t\t${id}\tPMID:1\tPCS\t\t\t\t\tP\tx`)], report);
    expect(rows.map(({ term }) => term)).toEqual(['HP:0001083']);
    expect(report.rows.get('hpoa')).toBe(4);
    expect([...report.movedTerms, ...report.obsoleteTerms, ...report.unknownTerms]).toEqual([
      ['HP:0007726', 1],
      ['HP:0000003', 1],
      ['HP:7654321', 2],
    ]);
  });

  it.each([
    ['too few columns', `${marfan}\t\tHP:0001083`, ':2:40: 4 columns where 12 are needed'],
    ['a disease id', 'MIM154700\tM\t\tHP:0001083\tx\tPCS\t\t\t\t\tP\tx', ':2:1: "MIM154700" is not a disease id'],
    ['an HPO id', 'OMIM:1\tM\t\tHP:1083\tx\tPCS\t\t\t\t\tP\tx', ':2:11: "HP:1083" is not an HPO id'],
    ['a missing HPO id', 'OMIM:1\tM\t\t\tx\tPCS\t\t\t\t\tP\tx', ':2:11: the HPO id is missing'],
    ['a qualifier', 'OMIM:1\tM\tNO\tHP:0001083\tx\tPCS\t\t\t\t\tP\tx', ':2:10: "NO" is not NOT or empty'],
    ['a frequency', 'OMIM:1\tM\t\tHP:0001083\tx\tPCS\t\t3/2\t\t\tP\tx', ':2:29: "3/2" is not a frequency term'],
    ['a sex', 'OMIM:1\tM\t\tHP:0001083\tx\tPCS\t\t\tboth\t\tP\tx', ':2:30: "both" is not MALE or FEMALE'],
    ['an onset', 'OMIM:1\tM\t\tHP:0001083\tx\tPCS\tbirth\t\t\t\tP\tx', ':2:28: "birth" is not an HPO id'],
    ['an evidence', 'OMIM:1\tM\t\tHP:0001083\tx\tABC\t\t\t\t\tP\tx', ':2:24: "ABC" is not one of IEA, PCS, TAS'],
    ['an aspect', 'OMIM:1\tM\t\tHP:0001083\tx\tPCS\t\t\t\t\tQ\tx', ':2:32: "Q" is not one of P, I, C, M, H'],
  ])('stops at %s that is wrong, with file, line and column', async (_, row, message) => {
    await expect(read([header2023, row])).rejects.toThrow(message);
    await expect(read([header2023, row])).rejects.toMatchObject({ code: 'SOURCE_FILE_INVALID' });
  });
});

describe('hpoaVersion', () => {
  it('takes the version, or in older releases the date', async () => {
    expect(await hpoaVersion(temporaryFile('p.hpoa', ['#date: 2023-01-27', header2023]))).toBe('2023-01-27');
    expect(await hpoaVersion(temporaryFile('p.hpoa', ['#version: 2024-08-13', header2024]))).toBe('2024-08-13');
    expect(await hpoaVersion(temporaryFile('p.hpoa', [header2024]))).toBe('unknown');
  });
});

describe.skipIf(!hasSharedData)('the real phenotype.hpoa (skipped: no shared data)', () => {
  it('has the rows and diseases that its publisher counts, and loses no row in silence', async () => {
    const ontology = await loadObographs(join(sharedData, 'hpo', 'hp.json.gz'));
    const report = createKnowledgeReport();
    const diseases = new Map<string, Set<string>>();
    let kept = 0;
    for await (const { diseaseId } of readHpoa(join(sharedData, 'hpo', 'phenotype.hpoa.gz'), ontology, report)) {
      kept += 1;
      const [register = ''] = diseaseId.split(':');
      diseases.set(register, (diseases.get(register) ?? new Set()).add(diseaseId));
    }
    // The header of the file says 4264 ORPHANET; its rows name 4262.
    expect(Object.fromEntries([...diseases].map(([register, ids]) => [register, ids.size]))).toEqual({
      OMIM: 8297,
      DECIPHER: 47,
      ORPHA: 4262,
    });
    const lost = [...report.unknownTerms, ...report.obsoleteTerms].reduce((sum, [, rows]) => sum + rows, 0);
    expect(report.rows.get('hpoa')).toBe(253_363);
    expect(kept + lost).toBe(253_363);
    expect(report.versions.get('hpoa')).toBe('2023-01-27');
  }, 60_000);
});
