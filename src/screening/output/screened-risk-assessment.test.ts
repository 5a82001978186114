import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemsOf, withSnapshot } from '../../../test/fixtures/fhir-judge.ts';
import { fhirProfilesDir } from '../../config/paths.ts';
import { emptyPaths } from '../../http/empty-values.ts';
import { notAssessable, suggested, withheld } from '../patient-result.fixture.ts';
import { screenedRiskAssessment } from './screened-risk-assessment.ts';

const file = join(fhirProfilesDir, 'StructureDefinition-differential-risk-assessment.json');
const profile = withSnapshot(JSON.parse(await readFile(file, 'utf8')));

describe('screenedRiskAssessment', () => {
  it.each([
    ['a suggested patient', suggested],
    ['a patient for whom nothing is likely', withheld],
    ['a patient who cannot be assessed', notAssessable],
  ])('writes %s as valid FHIR R4 of our profile', (_name, result) => {
    const resource = screenedRiskAssessment(result);
    expect(problemsOf(resource)).toEqual([]);
    expect(problemsOf(resource, profile)).toEqual([]);
    expect(emptyPaths(resource)).toEqual([]);
    expect(resource.subject).toEqual({ reference: result.patient });
  });

  it('says what is suggested, and that nothing is', () => {
    expect(screenedRiskAssessment(suggested).prediction?.map(({ outcome }) => outcome?.text)).toEqual(
      suggested.entries.map(({ label }) => label),
    );
    const notes = (result: typeof suggested) =>
      screenedRiskAssessment(result)
        .note?.map(({ text }) => text)
        .join('\n');
    expect(notes(suggested)).toMatch(/explains the findings: 62 %.*8412 diseases/s);
    expect(notes(withheld)).toContain('Nothing is suggested');
    expect(notes(notAssessable)).toContain('1 present finding');
    expect(screenedRiskAssessment(withheld).prediction).toBeUndefined();
  });

  it('has the same id on another day, and another id for another result, without naming the patient', () => {
    const { id } = screenedRiskAssessment(suggested);
    expect(screenedRiskAssessment({ ...suggested, assessedAt: '2026-11-22T02:00:00.000Z' }).id).toBe(id);
    expect(screenedRiskAssessment({ ...suggested, entries: suggested.entries.slice(1) }).id).not.toBe(id);
    expect(screenedRiskAssessment({ ...suggested, patient: 'Patient/p9' }).id).not.toBe(id);
    expect(id).toMatch(/^[0-9a-f]{64}$/);
  });
});
