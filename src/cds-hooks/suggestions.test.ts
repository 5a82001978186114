import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../test/fixtures/fhir-judge.ts';
import { marfan } from '../../test/fixtures/marfan-assessment.ts';
import type { Assessment } from '../assessment/assessment.ts';
import type { DifferentialEntry } from '../inference/differential.ts';
import { loadReverseMaps } from '../terminology/reverse-maps.ts';
import { kindOfSuggestion, suggestionId } from './suggestion-id.ts';
import { suggestionsOf } from './suggestions.ts';

const maps = loadReverseMaps();
const [marfanEntry, homocystinuria] = marfan.differential!.entries as [DifferentialEntry, DifferentialEntry];
const unknown = [
  { term: 'HP:0002616', label: 'Aortic root aneurysm', reason: 'very frequent' },
  { term: 'HP:0002160', label: 'Hyperhomocystinemia', reason: 'obligate' },
  { term: 'HP:0003236', label: 'Elevated circulating creatine kinase concentration', reason: 'frequent' },
];
const shown = [marfanEntry, { ...homocystinuria, unknown }];
const suggestions = suggestionsOf(shown, marfan, maps);
const about = (reference: string): Assessment => ({
  ...marfan,
  case: { ...marfan.case, subject: { ...marfan.case.subject, reference } },
});

describe('suggestions', () => {
  it('R10 R11 CH128 CH131 propose the test of the first unknown finding that can be ordered, and the first diagnosis', () => {
    expect(suggestions).toMatchObject([
      {
        label: 'Test for Hyperhomocystinemia (LOINC 13965-9)',
        actions: [{ type: 'create', description: 'Test for Hyperhomocystinemia (LOINC 13965-9)' }],
      },
      {
        label: 'Add Marfan syndrome to the problem list as provisional (ICD-10-CM Q87.4)',
        actions: [{ type: 'create' }],
      },
    ]);
  });

  it('R11 CH130 carry resources that only propose: intent proposal, verification status provisional', () => {
    const resources = suggestions.flatMap(({ actions }) => actions.map(({ resource }) => resource));
    expect(resources).toMatchObject([
      {
        resourceType: 'ServiceRequest',
        status: 'draft',
        intent: 'proposal',
        code: { coding: [{ system: 'http://loinc.org', code: '13965-9' }] },
        subject: { reference: 'Patient/p1' },
        reasonCode: [{ text: 'To tell whether it is Homocystinuria due to cystathionine beta-synthase deficiency' }],
      },
      {
        resourceType: 'Condition',
        verificationStatus: { coding: [{ code: 'provisional' }] },
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'Q87.4' }], text: 'Marfan syndrome' },
        subject: { reference: 'Patient/p1' },
      },
    ]);
  });

  it('T4 carry valid FHIR R4', () => {
    for (const { actions } of suggestions)
      for (const { resource } of actions) expect(problemsOf(resource), JSON.stringify(resource)).toEqual([]);
  });

  it('offer nothing that the shipped maps do not know', () => {
    const noTest = suggestionsOf([{ ...marfanEntry, unknown: unknown.slice(0, 1) }], marfan, maps);
    expect(noTest.map(({ actions }) => actions[0]!.resource.resourceType)).toEqual(['Condition']);
    expect(suggestionsOf([{ ...homocystinuria, unknown: [] }], marfan, maps)).toEqual([]);
  });

  it.each(['urn:uuid:6f0c2e1a-7d0d-4c47-9a51-0d2a52a7a001', 'patient one', 'Patient/a b', 'Group/1'])(
    'offer nothing for a patient whom no record can name: %s',
    (reference) => {
      expect(suggestionsOf(shown, about(reference), maps)).toEqual([]);
    },
  );

  it('R10 CH119 have UUIDs of their own, by which feedback can tell what was accepted', () => {
    const uuids = suggestions.map(({ uuid }) => uuid);
    for (const uuid of uuids)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuids.map((uuid) => kindOfSuggestion(uuid, marfan.id))).toEqual(['test', 'diagnosis']);
    expect(kindOfSuggestion(suggestionId('another', 'test'), marfan.id)).toBeUndefined();
    expect(new Set([marfan.id, ...uuids]).size).toBe(3);
  });
});
