import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemsOf } from '../../../test/fixtures/fhir-judge.ts';
import { temporaryFolder } from '../../../test/fixtures/temporary-file.ts';
import { hasSharedData, sharedData } from '../../../test/shared-data.ts';
import { fhirProfilesDir } from '../../config/paths.ts';
import { prevalenceFile } from '../../terminology/prevalence.ts';
import { compileTerminology } from './compile.ts';
import { shippedMaps } from './shipped-maps.ts';

const shipped = join(fhirProfilesDir, 'terminology');
const files = readdirSync(shipped)
  .filter((name) => name.endsWith('.json.gz'))
  .sort();
const read = (file: string) => JSON.parse(gunzipSync(readFileSync(join(shipped, file))).toString('utf8'));

describe('the shipped terminology', () => {
  it('is one CodeSystem and the maps of the table, together below 5 MB', () => {
    const expected = ['CodeSystem-hpo', ...shippedMaps.map(({ id }) => `ConceptMap-${id}`)];
    expect(files).toEqual(expected.map((name) => `${name}.json.gz`).sort());
    expect(files.reduce((sum, file) => sum + statSync(join(shipped, file)).size, 0)).toBeLessThan(5_000_000);
  });

  it.each(files.filter((file) => file.startsWith('ConceptMap')))('%s is valid FHIR R4', (file) => {
    const map = read(file);
    // Every element in a big map has the shape of the first few hundred.
    map.group[0].element = map.group[0].element.slice(0, 300);
    expect(problemsOf(map)).toEqual([]);
  });

  it('CodeSystem-hpo is valid FHIR R4', () => {
    const system = read('CodeSystem-hpo.json.gz');
    expect(system.count).toBe(system.concept.length);
    expect(problemsOf({ ...system, concept: system.concept.slice(0, 300) })).toEqual([]);
  });

  it.each(files)('%s carries version and copyright, and no SNOMED CT or LOINC wording', (file) => {
    const resource = read(file);
    expect(resource.version).toMatch(/\d/);
    expect(resource.copyright).toMatch(/Human Phenotype Ontology|Mondo/);
    if (/loinc|snomed/.test(file)) {
      expect(resource.copyright).toMatch(/LOINC®|SNOMED CT®/);
      for (const { display } of resource.group[0].element) expect(display).toBeUndefined();
    }
  });
});

describe.skipIf(!hasSharedData)('compileTerminology (skipped: no shared data)', () => {
  const out = hasSharedData ? temporaryFolder() : '';
  let report: Awaited<ReturnType<typeof compileTerminology>>;
  beforeAll(async () => {
    report = await compileTerminology({ data: sharedData, out });
  });

  it('makes what ships', () => {
    expect(readdirSync(out).sort()).toEqual([...files, prevalenceFile]);
    expect(readFileSync(join(out, prevalenceFile))).toEqual(readFileSync(join(shipped, prevalenceFile)));
    for (const file of files) {
      // The compressed bytes may differ between releases of zlib, what they say may not.
      expect(gunzipSync(readFileSync(join(out, file))).equals(gunzipSync(readFileSync(join(shipped, file))))).toBe(
        true,
      );
    }
  });

  it('reports sizes and what was left out', () => {
    const loinc = report.resources.find(({ name }) => name === 'ConceptMap/loinc-hpo');
    expect(loinc).toMatchObject({ codes: 3122, bytes: statSync(join(out, 'ConceptMap-loinc-hpo.json.gz')).size });
    expect(report.laboratory).toEqual({ otherOutcomes: 14, narrowed: 276, tooBroad: 34 });
    // Three terms of Orphanet's that HPO has withdrawn; the terminology makes nothing of them.
    expect(report.knowledge.unknownTerms.size).toBe(3);
  });
});
