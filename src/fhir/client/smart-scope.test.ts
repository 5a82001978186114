import { describe, expect, it } from 'vitest';
import { scopeAllows } from './smart-scope.ts';

describe('scopeAllows (C13)', () => {
  it.each([
    ['patient/Observation.read', true],
    ['patient/*.read', true],
    ['user/Observation.*', true],
    ['system/Observation.rs', true],
    ['patient/Observation.s?category=http://x|laboratory', true],
    ['patient/Condition.read patient/Observation.rs', true],
    ['launch openid fhirUser patient/Condition.read', false],
    ['patient/Observation.write', false],
    ['patient/Observation.cud', false],
    // What is not SMART's says nothing that we could read: the server decides.
    ['Observation.Search (Labs) (R4) Patient.Read (R4) Condition.Search (Problems) (R4)', true],
    ['patient/Condition.read Observation.Search (Labs) (R4)', true],
    ['openid', true],
    ['', true],
    [undefined, true],
  ])('%j on Observation: %s', (scope, allowed) => {
    expect(scopeAllows(scope, 'Observation')).toBe(allowed);
  });
});
