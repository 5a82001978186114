import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCrosswalk } from './crosswalk.ts';

const dir = mkdtempSync(join(tmpdir(), 'crosswalk-'));
afterAll(() => rmSync(dir, { recursive: true }));
function read(content: unknown) {
  const file = join(dir, 'map.json');
  writeFileSync(file, JSON.stringify(content));
  return readCrosswalk(file);
}

const local = 'urn:oid:1.2.840.114350.1.13.0.1.7.2.768282';
const row = (code: string, target: string, equivalence: string) => ({ code, target: [{ code: target, equivalence }] });

describe('crosswalk', () => {
  it('knows the LOINC codes of local codes, however the OID is written', () => {
    const loincOf = read({
      resourceType: 'ConceptMap',
      group: [
        {
          source: local,
          target: 'http://loinc.org',
          element: [row('1520', '2951-2', 'equal'), row('1521', '2823-3', 'wider')],
        },
        { source: local, target: 'urn:oid:2.16.840.1.113883.6.1', element: [row('1522', '718-7', 'equivalent')] },
      ],
    });
    expect(loincOf(local, '1520')).toEqual(['2951-2']);
    expect(loincOf(local.replace('urn:oid:', ''), ' 1521 ')).toEqual(['2823-3']);
    expect(loincOf(local, '1522')).toEqual(['718-7']);
    expect(loincOf(local, '9999')).toEqual([]);
    expect(loincOf('urn:oid:1.2.3', '1520')).toEqual([]);
  });

  it('leaves out what is narrower, unmatched or no LOINC', () => {
    const loincOf = read({
      resourceType: 'ConceptMap',
      group: [
        {
          source: local,
          target: 'http://loinc.org',
          element: [row('1', '2951-2', 'narrower'), row('2', '2823-3', 'unmatched'), { code: '3' }],
        },
        { source: local, target: 'http://snomed.info/sct', element: [row('4', '386661006', 'equal')] },
      ],
    });
    expect(['1', '2', '3', '4'].map((code) => loincOf(local, code))).toEqual([[], [], [], []]);
  });

  it('names a file that is no ConceptMap', () => {
    expect(() => read({ resourceType: 'ValueSet' })).toThrow(expect.objectContaining({ code: 'SOURCE_FILE_INVALID' }));
  });
});
