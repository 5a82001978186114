import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { condition, now, observation, quantity, woman } from '../../test/fixtures/record.ts';
import { testTerminology } from '../../test/fixtures/test-terminology.ts';
import { hasSharedData, sharedData } from '../../test/shared-data.ts';
import { loadTerminology } from '../terminology/load.ts';
import { measureCoverage } from './coverage.ts';

const dir = mkdtempSync(join(tmpdir(), 'coverage-'));
afterAll(() => rmSync(dir, { recursive: true }));

const ndjson = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const lab = { category: [{ coding: [{ code: 'laboratory' }] }] };
const icd10 = (code: string) => condition({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code });

describe('measureCoverage', () => {
  it('counts plain and gzipped files by type and by system, and measures the bars', async () => {
    writeFileSync(
      join(dir, 'Observation.ndjson.gz'),
      gzipSync(
        ndjson([
          observation('2823-3', { ...quantity(6, 'mmol/L'), ...lab }),
          observation('20578-1', { ...quantity(6, 'ug/mL'), ...lab }),
          observation('00-0', { ...quantity(6, 'ug/mL'), ...lab }),
          observation('72166-2', { valueCodeableConcept: { text: 'Never smoker' } }),
        ]),
      ),
    );
    writeFileSync(join(dir, 'Rest.ndjson'), ndjson([woman, icd10('I10'), icd10('Z94.0'), icd10('A00')]));
    const seen: string[] = [];
    const report = await measureCoverage(dir, testTerminology(), ({ phase }) => seen.push(phase), now);
    expect(report).toMatchObject({
      files: ['Observation.ndjson.gz', 'Rest.ndjson'],
      patients: 1,
      byType: [
        {
          name: 'Observation',
          rows: 4,
          mapped: 1,
          ignored: 2,
          ignoredBy: { 'drug-level': 1, 'social-history': 1 },
          unmapped: 1,
        },
        { name: 'Condition', rows: 3, mapped: 1, ignored: 1, unmapped: 1, topUnmapped: [{ code: 'A00', count: 1 }] },
      ],
      bySystem: [
        { name: 'Observation http://loinc.org', rows: 4 },
        { name: 'Condition http://hl7.org/fhir/sid/icd-10-cm', rows: 3 },
      ],
    });
    expect(report.bars.map(({ name, rows, understood, met }) => [name, rows, understood.toFixed(2), met])).toEqual([
      ['laboratory results with a quantity', 3, '0.67', false],
      ['ICD-10-CM conditions', 3, '0.67', true],
      ['observations', 4, '0.75', true],
    ]);
    expect(seen).toContain('normalising');
  });

  it('names the file and the line that is not JSON', async () => {
    const bad = mkdtempSync(join(dir, 'bad-'));
    writeFileSync(join(bad, 'x.ndjson'), `${JSON.stringify(woman)}\n{"resourceType":\n`);
    await expect(measureCoverage(bad, testTerminology())).rejects.toMatchObject({
      code: 'SOURCE_FILE_INVALID',
      message: expect.stringContaining('x.ndjson:2:1'),
    });
  });
});

describe.skipIf(!hasSharedData)('coverage of real and synthetic records (needs the shared data)', () => {
  it.each(['mimic-demo', 'synthea'])('meets the bars on %s', async (name) => {
    const { bars } = await measureCoverage(join(sharedData, name), loadTerminology());
    expect(bars.length).toBeGreaterThan(1);
    expect(bars.filter(({ met }) => !met)).toEqual([]);
  });
});
