import { describe, expect, it } from 'vitest';
import { readParameters } from './parameters.ts';

describe('readParameters', () => {
  it('reads values, resources and parts with their places', () => {
    const { parameters } = readParameters({
      resourceType: 'Parameters',
      parameter: [
        { name: 'top', valueInteger: 5 },
        { name: 'patient', resource: { resourceType: 'Patient', id: '1' } },
        { name: 'options', part: [{ name: 'model', valueString: 'rare-disease' }] },
      ],
    });
    expect(parameters.map(({ name, value, expression }) => [name, value, expression])).toEqual([
      ['top', 5, 'Parameters.parameter[0]'],
      ['patient', undefined, 'Parameters.parameter[1]'],
      ['options', undefined, 'Parameters.parameter[2]'],
    ]);
    expect(parameters[1]?.resource).toEqual({ resourceType: 'Patient', id: '1' });
    expect(parameters[2]?.parts[0]).toMatchObject({ name: 'model', value: 'rare-disease' });
  });

  it('names what has no name', () => {
    const { issues } = readParameters({ resourceType: 'Parameters', parameter: [{ valueString: 'x' }, 3] });
    expect(issues.map(({ expression }) => expression)).toEqual([
      'Parameters.parameter[0].name',
      'Parameters.parameter[1].name',
    ]);
  });

  it.each([
    [undefined, 'FHIR_INVALID'],
    [{ resourceType: 'Bundle' }, 'RESOURCE_TYPE'],
  ])('refuses %j', (json, code) => {
    expect(() => readParameters(json)).toThrow(expect.objectContaining({ code }));
  });
});
