import type { CodeableConcept } from 'fhir/r4.js';
import type { EhrEntry } from '../../config/ehr-registry.ts';
import { codeSystems } from '../../terminology/terminology.ts';
import type { Action, Card, Proposal, Suggestion } from '../card-shape.ts';
import { derivedUuid } from '../suggestion-id.ts';

/** Epic's name for the form of `detail` (Epic, CDS Hooks tutorial, §Supported Extensions). */
const contentType = { 'com.epic.cdshooks.card.detail.content-type': 'text/markdown' };

/** Code systems as Epic names them in actions (ibid., §Codesets for Create APIs). */
const oids: ReadonlyMap<string, string> = new Map([
  [codeSystems.icd10cm, 'urn:oid:2.16.840.1.113883.6.90'],
  [codeSystems.snomed, 'urn:oid:2.16.840.1.113883.6.96'],
]);
/** The only way to name an order is by the key of the site's own preference list (ibid.). */
const preferenceList = 'urn:com.epic.cdshooks.action.code.system.preference-list-item';

/** The card for Epic: content type, OIDs, one action to a suggestion, orders by the site's own keys or not at all. */
export function epicCard(card: Card, ehr?: EhrEntry): Card {
  const { suggestions = [], selectionBehavior: _, ...rest } = card;
  const spoken = suggestions.flatMap((suggestion) => oneActionEach(suggestion, ehr?.orderKeys ?? {}));
  return {
    ...rest,
    extension: { ...card.extension, ...contentType },
    ...(spoken.length > 0 && { suggestions: spoken, selectionBehavior: 'any' }),
  };
}

function oneActionEach(
  { label, uuid, actions }: Suggestion,
  orderKeys: Readonly<Record<string, string>>,
): readonly Suggestion[] {
  const spoken = actions.flatMap((action): readonly Action[] => {
    const resource = resourceFor(action.resource, orderKeys);
    return resource ? [{ ...action, resource }] : [];
  });
  return spoken.map((action, at) => ({
    label,
    uuid: at === 0 ? uuid : derivedUuid(`${uuid}/${at}`),
    actions: [action],
  }));
}

function resourceFor(resource: Proposal, orderKeys: Readonly<Record<string, string>>): Proposal | undefined {
  if (resource.resourceType === 'Condition') {
    const { category, code } = resource;
    return {
      ...resource,
      ...(category && { category: category.map(withText) }),
      ...(code && { code: withOids(code) }),
    };
  }
  const { code } = resource;
  const loinc = code?.coding?.find(({ system }) => system === codeSystems.loinc)?.code ?? '';
  if (!Object.hasOwn(orderKeys, loinc)) return undefined;
  return { ...resource, code: { ...code, coding: [{ system: preferenceList, code: orderKeys[loinc]! }] } };
}

/** Categories carry a text in Epic's examples. */
const categoryTexts: ReadonlyMap<string, string> = new Map([['problem-list-item', 'Problem List']]);

function withText(category: CodeableConcept): CodeableConcept {
  const text = categoryTexts.get(category.coding?.[0]?.code ?? '');
  return text === undefined ? category : { ...category, text };
}

const withOids = (concept: CodeableConcept): CodeableConcept => ({
  ...concept,
  ...(concept.coding && {
    coding: concept.coding.map((coding) => ({ ...coding, system: oids.get(coding.system!) ?? coding.system! })),
  }),
});
