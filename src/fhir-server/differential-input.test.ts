import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { readDifferentialInput } from './differential-input.ts';

/** JSON that looks enough like FHIR to get past the first checks. */
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, 0, '', 'Patient', 'p1', 'urn:uuid:p1'),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.record(
      {
        resourceType: fc.constantFrom('Bundle', 'Parameters', 'Patient', 'Condition', 'OperationOutcome'),
        id: fc.oneof(fc.constantFrom('p1', 'c1'), tie('json')),
        entry: fc.oneof(fc.array(fc.record({ resource: tie('json'), fullUrl: tie('json') })), tie('json')),
        parameter: fc.oneof(
          fc.array(fc.record({ name: fc.constantFrom('patient', 'bundle', 'top'), resource: tie('json') })),
          tie('json'),
        ),
        subject: tie('json'),
        link: tie('json'),
      },
      { requiredKeys: ['resourceType'] },
    ),
  ),
}));

describe('readDifferentialInput', () => {
  it('reads JSON of any shape, or says in public words what is wrong with it', () => {
    let read = 0;
    fc.assert(
      fc.property(json, (body) => {
        try {
          const { patients, top } = readDifferentialInput(body);
          expect(patients.every(({ patient }) => patient.resourceType === 'Patient')).toBe(true);
          expect(top).toBe(10);
          read++;
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(HoofbeatsError);
          expect((thrown as HoofbeatsError).entry.status).toBe(400);
        }
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(read).toBeGreaterThan(5);
  });
});
