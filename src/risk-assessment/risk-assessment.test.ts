import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemsOf, withSnapshot } from '../../test/fixtures/fhir-judge.ts';
import { abstained, marfan } from '../../test/fixtures/marfan-assessment.ts';
import type { Assessment } from '../assessment/assessment.ts';
import { fhirProfilesDir } from '../config/paths.ts';
import { emptyPaths } from '../http/empty-values.ts';
import { abstentionExtension, evidenceExtension, riskAssessmentProfile } from './extensions.ts';
import { riskAssessmentOf } from './of-assessment.ts';

const file = join(fhirProfilesDir, 'StructureDefinition-differential-risk-assessment.json');
const profile = withSnapshot(JSON.parse(await readFile(file, 'utf8')));
const resource = riskAssessmentOf(marfan, 10);

describe('RiskAssessment', () => {
  it('T4 is valid FHIR R4 and obeys its own profile', () => {
    for (const assessment of [marfan, abstained]) {
      expect(problemsOf(riskAssessmentOf(assessment, 10))).toEqual([]);
      expect(problemsOf(riskAssessmentOf(assessment, 10), profile)).toEqual([]);
      expect(emptyPaths(riskAssessmentOf(assessment, 10))).toEqual([]);
    }
  });

  it('is judged by a profile that can say no', () => {
    const { method: _, ...withoutMethod } = resource;
    expect(problemsOf(withoutMethod)).toEqual([]);
    expect(problemsOf(withoutMethod, profile)).toEqual(['Missing required property (RiskAssessment.method)']);
    expect(problemsOf({ ...resource, subject: undefined }).join()).toContain('RiskAssessment.subject');
  });

  it('names subject, index time, profile, model and every version', () => {
    expect(resource).toMatchObject({
      id: marfan.id,
      meta: { profile: [riskAssessmentProfile] },
      status: 'final',
      subject: { reference: 'Patient/p1' },
      occurrenceDateTime: '2024-03-02T00:00:00.000Z',
      method: { text: 'rare-disease 0.1.0' },
      performer: { reference: '#model' },
    });
    expect(JSON.stringify(resource.contained)).toMatch(/0\.1\.0.*hpo.*2024-08-13.*orphanet.*2025-12/);
  });

  it('codes each disease in OMIM, Orphanet and MONDO, with a calibrated probability', () => {
    expect(resource.prediction?.[0]).toMatchObject({
      outcome: {
        coding: [
          { system: 'http://www.omim.org', code: '154700' },
          { system: 'http://www.orpha.net', code: '558' },
          { system: 'http://purl.obolibrary.org/obo/mondo.owl', code: 'MONDO:0007947' },
        ],
        text: 'Marfan syndrome',
      },
      probabilityDecimal: 0.4213,
    });
  });

  it('gives reasons in sentences with value, unit, date and resource, strongest first', () => {
    const rationale = resource.prediction?.[0]?.rationale?.split('\n');
    expect(rationale?.[0]).toBe(
      'For: Ectopia lentis, seen in 2 of 3 patients with Marfan syndrome, seldom described in other rare diseases (Lens subluxation, Condition/c1, 2024-03-02). ' +
        'Tall stature, frequent in Marfan syndrome (Body height 204 cm, Observation/o7, 2024-02-11T09:30:00Z).',
    );
    expect(rationale?.[1]).toMatch(/^Against: .*Homocysteine 9 umol\/L/);
    expect(rationale?.[2]).toMatch(/^Not on record: Aortic root aneurysm: very frequent/);
  });

  it('gives every contribution as data, and the telling gaps', () => {
    const extensions = resource.prediction?.[0]?.extension ?? [];
    const directions = extensions.map(({ extension }) => extension?.find(({ url }) => url === 'direction')?.valueCode);
    expect(extensions.every(({ url }) => url === evidenceExtension)).toBe(true);
    expect(directions).toEqual(['for', 'for', 'against', 'unknown']);
    expect(extensions[1]?.extension).toEqual([
      {
        url: 'finding',
        valueCoding: { system: 'http://human-phenotype-ontology.org', code: 'HP:0001083', display: 'Ectopia lentis' },
      },
      { url: 'direction', valueCode: 'for' },
      { url: 'weight', valueDecimal: 5.9 },
      { url: 'reason', valueString: expect.stringContaining('Ectopia lentis, seen in 2 of 3') },
      { url: 'source', valueReference: { reference: 'Condition/c1', display: 'Lens subluxation, 2024-03-02' } },
    ]);
  });

  it('rests on each source once', () => {
    expect(resource.basis).toEqual([
      { reference: 'Observation/o7' },
      { reference: 'Condition/c1' },
      { reference: 'Observation/o9' },
    ]);
  });

  it('cites the newest five of ten thousand results, and counts the others', () => {
    const [first] = marfan.differential!.entries;
    const sources = Array.from({ length: 10_000 }, (_, at) => ({
      reference: `Observation/n${at}`,
      date: '2024-02-11',
      text: 'Body height 204 cm',
    }));
    const evidence = [{ ...first!.evidence[0]!, sources }];
    const entries = Array.from({ length: 10 }, (_, at) => ({ ...first!, rank: at + 1, evidence }));
    const crowded = riskAssessmentOf({ ...marfan, differential: { ...marfan.differential!, entries } }, 10);
    expect(problemsOf(crowded, profile)).toEqual([]);
    expect(JSON.stringify(crowded).length).toBeLessThan(50_000);
    expect(crowded.basis).toHaveLength(6);
    expect(crowded.basis?.at(-1)).toEqual({ display: 'and 9995 older resources' });
    const [prediction] = crowded.prediction!;
    expect(prediction?.rationale).toContain('Observation/n4, 2024-02-11; and 9995 older)');
    const cited = prediction?.extension?.[0]?.extension?.filter(({ url }) => url === 'source') ?? [];
    expect(cited.map(({ valueReference }) => valueReference?.reference)).toEqual([
      ...[0, 1, 2, 3, 4].map((at) => `Observation/n${at}`),
      undefined,
    ]);
    expect(cited.at(-1)?.valueReference).toEqual({ display: 'and 9995 older' });
  });

  it('cuts the list at top, and leaves out what is not explained', () => {
    expect(riskAssessmentOf(marfan, 1).prediction).toHaveLength(1);
    const [first, ...rest] = marfan.differential!.entries;
    const unexplained: Assessment = {
      ...marfan,
      differential: { ...marfan.differential!, entries: [{ ...first!, evidence: [] }, ...rest] },
    };
    expect(riskAssessmentOf(unexplained, 10).prediction).toHaveLength(rest.length);
  });

  it('says in an abstention why, as data and as a note', () => {
    const silent = riskAssessmentOf(abstained, 10);
    expect(silent.prediction).toBeUndefined();
    expect(silent.extension).toEqual([
      { url: abstentionExtension, valueString: expect.stringContaining('1 present finding') },
    ]);
    expect(silent.note?.[0]?.text).toMatch(/^No differential: The record has 1 present finding/);
  });

  it('notes gaps, doubts and limits', () => {
    const notes = resource.note?.map(({ text }) => text).join('\n');
    expect(notes).toContain('Not obtained: vitals (failed).');
    expect(notes).toContain('2 of 12 entries');
    expect(notes).toContain('Observation/o4 is dated in the future');
    expect(notes).toContain('not a diagnosis');
  });

  it('does without a patient’s id', () => {
    const nameless = { ...marfan, case: { ...marfan.case, subject: { reference: 'Patient' } } };
    expect(riskAssessmentOf(nameless, 10).subject).toEqual({ type: 'Patient', display: expect.any(String) });
    expect(problemsOf(riskAssessmentOf(nameless, 10), profile)).toEqual([]);
  });
});
