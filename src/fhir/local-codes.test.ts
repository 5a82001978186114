import { describe, expect, it } from 'vitest';
import { withLoinc } from './local-codes.ts';

const loincOf = (system: string, code: string) => (system === 'urn:lab' && code === 'NA' ? ['2951-2'] : []);
const local = { system: 'urn:lab', code: 'NA', display: 'Sodium' };
const sodium = { system: 'http://loinc.org', code: '2951-2' };

describe('local laboratory codes', () => {
  it('get the LOINC codings of the site’s crosswalk, after their own', () => {
    const observation = {
      resourceType: 'Observation',
      code: { coding: [local], text: 'Na' },
      valueQuantity: { value: 120 },
    };
    expect(withLoinc(observation, loincOf)).toEqual({ ...observation, code: { coding: [local, sodium], text: 'Na' } });
    expect(observation.code.coding).toEqual([local]);
  });

  it('are found in components', () => {
    const plain = { code: { text: 'x' } };
    const observation = {
      resourceType: 'Observation',
      code: { text: 'panel' },
      component: [plain, { code: { coding: [local] } }],
    };
    expect(withLoinc(observation, loincOf)).toEqual({
      ...observation,
      component: [plain, { code: { coding: [local, sodium] } }],
    });
  });

  it.each([
    ['an unmapped code', { code: { coding: [{ system: 'urn:lab', code: 'K' }] } }],
    ['a code that comes with its LOINC', { code: { coding: [local, { system: 'http://loinc.org', code: '2947-0' }] } }],
    ['no code', {}],
    ['nonsense', { code: 7, component: ['x', null, 3] }],
  ])('leave %s as it is', (_, observation) => {
    expect(withLoinc(observation as never, loincOf)).toBe(observation);
  });
});
