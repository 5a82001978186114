import { describe, expect, it } from 'vitest';
import { marfan } from '../../../test/fixtures/marfan-assessment.ts';
import type { EhrEntry } from '../../config/ehr-registry.ts';
import { cdsServicesDir } from '../../config/paths.ts';
import { loadReverseMaps } from '../../terminology/reverse-maps.ts';
import { cardOf } from '../card.ts';
import type { Card, Suggestion } from '../card-shape.ts';
import { loadServices } from '../load-services.ts';
import { epicCard } from './epic.ts';

const [service] = await loadServices(cdsServicesDir);
const [first, ...others] = marfan.differential!.entries;
const unknown = [{ term: 'HP:0002160', label: 'Hyperhomocystinemia', reason: 'obligate' }];
const assessment = {
  ...marfan,
  differential: { ...marfan.differential!, entries: [{ ...first!, unknown }, ...others] },
};
const ports = { publicUrl: () => 'https://ddx.example', reverseMaps: loadReverseMaps() };
const card = cardOf(assessment, service!, ports)!;
const site = (orderKeys: Readonly<Record<string, string>>) => ({ orderKeys }) as unknown as EhrEntry;
const resources = ({ suggestions = [] }: Card) =>
  suggestions.flatMap(({ actions }) => actions.map(({ resource }) => resource));

describe('a card for Epic', () => {
  it('R18 says that its detail is Markdown', () => {
    expect(epicCard(card).extension).toEqual({ 'com.epic.cdshooks.card.detail.content-type': 'text/markdown' });
  });

  it('R17 names ICD-10-CM by OID, and gives the category its text', () => {
    expect(resources(epicCard(card))).toMatchObject([
      {
        resourceType: 'Condition',
        category: [{ coding: [{ code: 'problem-list-item' }], text: 'Problem List' }],
        code: { coding: [{ system: 'urn:oid:2.16.840.1.113883.6.90', code: 'Q87.4' }] },
      },
    ]);
  });

  it('R11 orders a test by the key of the site’s preference list', () => {
    expect(resources(epicCard(card, site({ '13965-9': 'LAB123' })))[0]).toMatchObject({
      resourceType: 'ServiceRequest',
      intent: 'proposal',
      code: {
        coding: [{ system: 'urn:com.epic.cdshooks.action.code.system.preference-list-item', code: 'LAB123' }],
        text: 'Test for Hyperhomocystinemia',
      },
    });
  });

  it('R11 suggests no test that the site has no key for, since Epic could not order it', () => {
    for (const ehr of [undefined, site({ '1-8': 'X' })])
      expect(resources(epicCard(card, ehr)).map(({ resourceType }) => resourceType)).toEqual(['Condition']);
  });

  it('R8 CH93 leaves out selectionBehavior with the last suggestion', () => {
    const onlyTest = { ...card, suggestions: card.suggestions!.slice(0, 1) };
    expect(epicCard(onlyTest)).not.toHaveProperty('suggestions');
    expect(epicCard(onlyTest)).not.toHaveProperty('selectionBehavior');
  });

  it('R10 makes of a suggestion with several actions several with one, each with an id of its own', () => {
    const [, diagnosis] = card.suggestions as [Suggestion, Suggestion];
    const [action] = diagnosis.actions;
    const double = { ...card, suggestions: [{ ...diagnosis, actions: [action!, action!] }] };
    const { suggestions } = epicCard(double);
    expect(suggestions!.map(({ actions }) => actions.length)).toEqual([1, 1]);
    expect(suggestions![0]!.uuid).toBe(diagnosis.uuid);
    expect(suggestions![1]!.uuid).not.toBe(diagnosis.uuid);
  });

  it('leaves the card that it was given as it was', () => {
    const before = structuredClone(card);
    epicCard(card, site({ '13965-9': 'LAB123' }));
    expect(card).toEqual(before);
  });
});
