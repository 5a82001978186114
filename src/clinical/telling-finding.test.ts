import { describe, expect, it } from 'vitest';
import { loadTerminology } from '../terminology/load.ts';
import type { Finding, FindingSource } from './finding.ts';
import { tellingFindings } from './telling-finding.ts';

const tells = tellingFindings(loadTerminology());
const adult = { reference: 'Patient/1', ageYears: 50 };
const written: FindingSource = { reference: 'Condition/1', display: 'as written', derivation: 'test' };
const measured: FindingSource = { ...written, reference: 'Observation/1', value: '7', unit: 'g/dL' };
const finding = (term: string, ...sources: FindingSource[]): Finding => ({
  term,
  label: term,
  status: 'present',
  sources,
});

describe('tellingFindings', () => {
  it.each([
    ['a sign', finding('HP:0001083', written), true],
    ['what is common among adults', finding('HP:0000822', written), false],
    ['what only a blood count says', finding('HP:0001903', measured), false],
    ['what a blood count says and somebody wrote down', finding('HP:0001903', measured, written), true],
    ['a test that is not routine', finding('HP:0010837', measured), true],
    ['what is excluded', { ...finding('HP:0001083', written), status: 'excluded' as const }, false],
  ])('%s', (_, given, expected) => {
    expect(tells(given, adult)).toBe(expected);
  });

  it('takes nothing for common in a child', () => {
    expect(tells(finding('HP:0000822', written), { ...adult, ageYears: 9 })).toBe(true);
  });
});
