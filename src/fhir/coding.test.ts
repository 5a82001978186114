import { describe, expect, it } from 'vitest';
import { conceptName, readConcept, readConcepts, resourceReference, statusCodes } from './coding.ts';

describe('readConcept', () => {
  it('keeps every coding that says something and drops the rest', () => {
    const concept = readConcept({
      coding: [
        null,
        {},
        { code: '1' },
        { system: 'http://loinc.org', code: ' 2823-3 ', display: 'K [Moles/\u200bvolume]' },
      ],
      text: ' Potassium ',
    });
    expect(concept).toEqual({
      codings: [
        { system: '', code: '1', display: '' },
        { system: 'http://loinc.org', code: '2823-3', display: 'K [Moles/volume]' },
      ],
      text: 'Potassium',
    });
  });

  it('takes a bare coding for a list of one and a string for the text', () => {
    expect(readConcept({ coding: { code: '1' } }).codings).toHaveLength(1);
    expect(readConcept('Seizure')).toEqual({ codings: [], text: 'Seizure' });
  });

  it.each([undefined, null, 7, [], { coding: 'x' }, { text: 5 }])('finds nothing in %j', (value) => {
    expect(readConcept(value)).toEqual({ codings: [], text: undefined });
  });
});

describe('names', () => {
  it('prefers the text, then a display, then a code', () => {
    expect(conceptName(readConcept({ coding: [{ code: '1' }, { code: '2', display: 'Two' }] }))).toBe('Two');
    expect(conceptName(readConcept({ coding: [{ code: '1' }] }))).toBe('1');
    expect(conceptName(readConcept({}))).toBeUndefined();
  });

  it('reads a category that is an object instead of a list', () => {
    expect(readConcepts({ coding: [{ code: 'laboratory' }] })[0]?.codings[0]?.code).toBe('laboratory');
  });

  it('reads status codes and their words', () => {
    expect(statusCodes({ coding: [{ code: 'Refuted' }] })).toEqual(['refuted']);
    expect(statusCodes({ text: 'Active' })).toEqual(['active']);
    expect(statusCodes(null)).toEqual([]);
  });

  it('refers to a resource with and without an id', () => {
    expect(resourceReference({ resourceType: 'Observation', id: '1' })).toBe('Observation/1');
    expect(resourceReference({ resourceType: 'Observation' })).toBe('Observation');
  });
});
