import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../test/fixtures/fhir-judge.ts';
import { marfan } from '../../test/fixtures/marfan-assessment.ts';
import { cdsServicesDir } from '../config/paths.ts';
import { emptyPaths } from '../http/empty-values.ts';
import { loadReverseMaps } from '../terminology/reverse-maps.ts';
import { cardOf } from './card.ts';
import { inDialect } from './dialects/dialect.ts';
import { loadServices } from './load-services.ts';

/** A card as JSON, of which nothing is known. */
// biome-ignore lint/suspicious/noExplicitAny: the rules look at JSON as a client of another make would
type Json = any;

const [service] = await loadServices(cdsServicesDir);
const ports = {
  publicUrl: () => 'https://ddx.example',
  appUrl: 'https://ddx.example/launch',
  reverseMaps: loadReverseMaps(),
};
const [first, ...others] = marfan.differential!.entries;
const unknown = [{ term: 'HP:0002160', label: 'Hyperhomocystinemia', reason: 'obligate' }];
const entries = [{ ...first!, unknown }, ...others];
const assessment = { ...marfan, differential: { ...marfan.differential!, entries } };
const ehr = { orderKeys: { '13965-9': 'LAB123' } } as unknown as Parameters<typeof inDialect>[2];
const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value));
const standard = cardOf(assessment, service!, ports)!;
const cards: readonly (readonly [string, Json])[] = (['standard', 'epic', 'oracle'] as const).map((dialect) => [
  dialect,
  asJson(inDialect(standard, dialect, ehr)),
]);

const text = (value: unknown) => typeof value === 'string' && value.length > 0;
const absolute = (value: unknown) => text(value) && /^https?:\/\/[^/]/.test(value as string);
const optional = (check: (value: unknown) => boolean) => (value: unknown) => value === undefined || check(value);
const every = (list: Json, check: (one: Json) => boolean) =>
  Array.isArray(list) && list.length > 0 && list.every(check);
const suggestionsOf = (card: Json): Json[] => card.suggestions ?? [];
const actionsOf = (card: Json): Json[] => suggestionsOf(card).flatMap(({ actions }) => actions);
const uuid = (value: unknown) => text(value) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value as string);

/** CDS Hooks 2.0 §CDS Service Response, rule by rule, as a client checks it. */
const rules: readonly (readonly [string, (card: Json) => boolean])[] = [
  ['R2 CH80 a card has a UUID', ({ uuid: id }) => uuid(id)],
  [
    'R3 CH83 the summary is a string of fewer than 140 characters',
    ({ summary }) => text(summary) && [...summary].length < 140,
  ],
  ['R4 the detail is text', ({ detail }) => text(detail)],
  ['R5 CH87 the indicator is a string', ({ indicator }) => text(indicator)],
  ['R5 CH88 the indicator is info, for a model raises no alarm', ({ indicator }) => indicator === 'info'],
  ['R6 CH90 the source is an object', ({ source }) => typeof source === 'object'],
  ['CH105 the source has a label', ({ source }) => text(source.label)],
  ['CH107 the source has an absolute URL', ({ source }) => absolute(source.url)],
  [
    'CH109 the source is the page of the model, the same for every card',
    ({ source }) => source.url.endsWith('/models/rare-disease'),
  ],
  ['CH111 an icon is an absolute URL', ({ source }) => optional(absolute)(source.icon)],
  ['CH113 the source needs no icon', ({ source }) => !('icon' in source)],
  ['R7 CH115 the topic is a Coding', ({ source: { topic } }) => text(topic.code) && text(topic.system)],
  ['CH220 the topic has a display, a string', ({ source: { topic } }) => optional(text)(topic.display)],
  ['R8 CH92 suggestions are a list', ({ suggestions }) => optional(Array.isArray)(suggestions)],
  [
    'R8 CH93 selectionBehavior is there if suggestions are, and only then',
    (card) => 'suggestions' in card === 'selectionBehavior' in card,
  ],
  ['CH95 selectionBehavior is any', ({ selectionBehavior }) => optional((value) => value === 'any')(selectionBehavior)],
  ['CH96 selectionBehavior is a string', ({ selectionBehavior }) => optional(text)(selectionBehavior)],
  [
    'R9 CH120 CH121 CH122 no suggestion is recommended above another',
    (card) => suggestionsOf(card).every((one) => !('isRecommended' in one)),
  ],
  ['R10 CH117 a suggestion has a label', (card) => suggestionsOf(card).every(({ label }) => text(label))],
  ['R10 CH118 CH119 a suggestion has a UUID', (card) => suggestionsOf(card).every((one) => uuid(one.uuid))],
  [
    'R10 CH123 CH124 a suggestion has a list of actions',
    (card) => suggestionsOf(card).every(({ actions }) => every(actions, () => true)),
  ],
  [
    'CH125 choosing a suggestion chooses its one action',
    (card) => suggestionsOf(card).every(({ actions }) => actions.length === 1),
  ],
  [
    'R11 CH127 CH132 CH133 CH134 CH135 an action creates; none updates or deletes',
    (card) => actionsOf(card).every((one) => one.type === 'create' && !('resourceId' in one)),
  ],
  ['R11 CH128 an action has a description', (card) => actionsOf(card).every(({ description }) => text(description))],
  [
    'T4 R11 CH130 CH131 an action brings a whole resource of valid FHIR R4',
    (card) => actionsOf(card).every(({ resource }) => problemsOf(resource).length === 0),
  ],
  [
    'R11 what is created only proposes',
    (card) =>
      actionsOf(card).every(
        ({ resource: { intent, verificationStatus } }) =>
          intent === 'proposal' || verificationStatus.coding[0].code === 'provisional',
      ),
  ],
  [
    'R12 actionSelectionBehavior is not used',
    (card) => suggestionsOf(card).every((one) => !('actionSelectionBehavior' in one)),
  ],
  [
    'R13 CH98 there are one to six override reasons',
    ({ overrideReasons }) => every(overrideReasons, () => true) && overrideReasons.length <= 6,
  ],
  [
    'R13 CH100 CH136 CH219 an override reason has a code, a system and a display',
    ({ overrideReasons }) => every(overrideReasons, (one) => text(one.code) && text(one.system) && text(one.display)),
  ],
  ['R14 CH103 CH110 links are a list, and lead to the evidence', ({ links }) => every(links, () => true)],
  ['R14 CH138 a link has a label', ({ links }) => every(links, ({ label }) => text(label))],
  ['R14 CH139 a link has an absolute URL', ({ links }) => every(links, ({ url }) => absolute(url))],
  [
    'R14 CH141 CH142 a link is absolute or smart',
    ({ links }) => every(links, ({ type }) => type === 'absolute' || type === 'smart'),
  ],
  [
    'R14 CH144 CH145 appContext is a string, where there is one',
    ({ links }) => every(links, ({ appContext }) => optional(text)(appContext)),
  ],
  [
    'R14 CH146 CH147 appContext stands on no absolute link',
    ({ links }) => every(links, ({ type, appContext }) => type === 'smart' || appContext === undefined),
  ],
  ['R14 no link launches by itself', ({ links }) => every(links, (one) => !('autolaunchable' in one))],
  ['R16 CH75 there are no systemActions', (card) => !('systemActions' in card)],
  [
    'R18 CH214 CH215 an extension is an object under names in the manner of reverse domain names',
    ({ extension }) =>
      optional((value) => Object.keys(value as object).every((key) => key.startsWith('com.epic.cdshooks.')))(extension),
  ],
  ['T3 nothing is empty', (card) => emptyPaths(card).length === 0],
];

describe('the rules of a card', () => {
  it.each(rules)('%s', (_, holds) => {
    for (const [dialect, card] of cards) expect(holds(card), `${dialect}: ${JSON.stringify(card)}`).toBe(true);
  });

  it('R1 CH75 the response is an object with the one list cards', () => {
    expect(Object.keys(asJson({ cards: [standard] }))).toEqual(['cards']);
  });

  it('are put to cards with suggestions and with SMART links', () => {
    expect(cards.map(([, card]) => suggestionsOf(card).length)).toEqual([2, 2, 0]);
    expect(cards.map(([, { links }]) => links.map(({ type }: Json) => type))).toEqual(
      Array(3).fill(['smart', 'absolute']),
    );
  });
});
