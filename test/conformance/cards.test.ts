import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyPaths } from '../../src/http/empty-values.ts';
import { problemsOf } from '../fixtures/fhir-judge.ts';
import { type Answer, type Json, openConformanceServer } from './answers.ts';

let server: Awaited<ReturnType<typeof openConformanceServer>>;
let answers: readonly Answer[];
beforeAll(async () => {
  server = await openConformanceServer();
  answers = await server.answers();
}, 120_000);
afterAll(() => server.close());

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isUrl = (value: unknown) => isText(value) && /^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : '');
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isAbsentOr = (check: (value: Json) => boolean, value: unknown) => value === undefined || check(value);
/** Whether a member is absent, or a list that is not empty and all of whose items pass. */
const each = (list: Json, check: (item: Json) => boolean) =>
  isAbsentOr((items) => Array.isArray(items) && items.length > 0 && items.every(check), list);
const eachAction = (card: Json, check: (action: Json) => boolean) =>
  each(card.suggestions, ({ actions }) => each(actions, check));
const isCoding = (value: Json) => isObject(value) && isText(value.code) && isText(value.system);
const recommended = ({ suggestions = [] }: Json) => suggestions.filter(({ isRecommended }: Json) => isRecommended);
const uniqueName = /^[a-z][a-z0-9-]*(\.[A-Za-z0-9-]+){2,}$/;

const condition = {
  resourceType: 'Condition',
  verificationStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'provisional' }],
  },
  code: { text: 'Marfan syndrome' },
  subject: { reference: 'Patient/p1' },
};
const resource = { ...condition, id: 'c1' };

/** A card with every element of CDS Hooks 2.0 §Card attributes, made by hand: each rule accepts it. */
const wholeCard = () => ({
  uuid: '4e0a3a1e-1d1b-4f7e-8a51-0d2a52a7a002',
  summary: 'Consider: Marfan syndrome',
  detail: '**For**\n- Tall stature \\<b\\>',
  indicator: 'info',
  source: {
    label: 'Hoofbeats',
    url: 'https://ddx.example/models/rare-disease',
    icon: 'https://ddx.example/icon.png',
    topic: { system: 'https://ddx.example/topics', code: 'rare', display: 'Rare diseases' },
  },
  suggestions: [
    {
      label: 'Add it',
      uuid: 's1',
      isRecommended: true,
      actions: [{ type: 'create', description: 'Adds it', resource: condition } as Json],
    } as Json,
    { label: 'Change it', actions: [{ type: 'update', description: 'Changes it', resource }] } as Json,
    { label: 'Remove it', actions: [{ type: 'delete', description: 'Removes it', resourceId: 'Condition/c1' }] },
  ] as Json[],
  selectionBehavior: 'at-most-one',
  overrideReasons: [{ system: 'https://ddx.example/reasons', code: 'known', display: 'Known' }] as Json[],
  links: [
    { label: 'Page', url: 'https://ddx.example/', type: 'absolute' },
    { label: 'App', url: 'https://ddx.example/launch', type: 'smart', appContext: 'a1' },
  ] as Json[],
  extension: { 'com.example.cards.variant': { value: 1 } } as Json,
});
type WholeCard = ReturnType<typeof wholeCard>;

/** Rows, what they demand of a card, and one way to break it. */
const rules: readonly (readonly [
  row: string,
  demand: string,
  holds: (card: Json) => boolean,
  broken: (card: WholeCard) => unknown,
])[] = [
  ['CH80 R2', 'has a uuid that is a string', ({ uuid }) => isText(uuid), (c) => Object.assign(c, { uuid: 7 })],
  [
    'CH83 R3',
    'has a summary of fewer than 140 characters',
    ({ summary }) => isText(summary) && [...summary].length < 140,
    (c) => Object.assign(c, { summary: 'x'.repeat(140) }),
  ],
  [
    'CH85 R4',
    'has a detail without HTML',
    ({ detail }) => isText(detail) && !/(?<!\\)<[a-z/!]/i.test(detail),
    (c) => Object.assign(c, { detail: '<b>' }),
  ],
  ['CH87', 'has an indicator', ({ indicator }) => isText(indicator), (c) => Object.assign(c, { indicator: undefined })],
  [
    'CH88 R5',
    'has an indicator of the list',
    ({ indicator }) => ['info', 'warning', 'critical'].includes(indicator),
    (c) => Object.assign(c, { indicator: 'fatal' }),
  ],
  ['CH90', 'has a source', ({ source }) => isObject(source), (c) => Object.assign(c, { source: 'Hoofbeats' })],
  [
    'CH105 R6',
    'has a source with a label',
    ({ source }) => isText(source?.label),
    (c) => Object.assign(c.source, { label: '' }),
  ],
  [
    'CH107',
    'has an absolute URL as its source',
    ({ source }) => isAbsentOr(isUrl, source?.url),
    (c) => Object.assign(c.source, { url: '/models' }),
  ],
  [
    'CH111',
    'has an absolute URL as its icon',
    ({ source }) => isAbsentOr(isUrl, source?.icon),
    (c) => Object.assign(c.source, { icon: 'icon.png' }),
  ],
  [
    'CH115 R7',
    'has a topic that is a Coding',
    ({ source }) =>
      isAbsentOr((topic) => isCoding(topic) && isAbsentOr(isText, topic.display), source?.topic) && isObject(source),
    (c) => Object.assign(c.source, { topic: { code: 'rare' } }),
  ],
  [
    'CH92',
    'has a list of suggestions',
    ({ suggestions }) => each(suggestions, isObject),
    (c) => Object.assign(c, { suggestions: [] }),
  ],
  [
    'CH93 CH96 R8',
    'has a selectionBehavior with suggestions, and none without',
    ({ suggestions, selectionBehavior }) => (suggestions === undefined) === (selectionBehavior === undefined),
    (c) => Object.assign(c, { selectionBehavior: undefined }),
  ],
  [
    'CH95',
    'has a selectionBehavior of the list',
    ({ selectionBehavior }) => isAbsentOr((value) => ['at-most-one', 'any'].includes(value), selectionBehavior),
    (c) => Object.assign(c, { selectionBehavior: 'all' }),
  ],
  [
    'R9',
    'recommends one suggestion at most when one may be chosen',
    (card) => card.selectionBehavior !== 'at-most-one' || recommended(card).length <= 1,
    (c) => Object.assign(c.suggestions[1], { isRecommended: true }),
  ],
  [
    'CH98 R13',
    'has a list of Codings as override reasons',
    ({ overrideReasons }) => each(overrideReasons, isCoding),
    (c) => c.overrideReasons.push({ code: 'x' }),
  ],
  [
    'CH100 R13',
    'has override reasons with displays',
    ({ overrideReasons }) => each(overrideReasons, ({ display }) => isText(display)),
    (c) => Object.assign(c.overrideReasons[0], { display: undefined }),
  ],
  ['CH103', 'has a list of links', ({ links }) => each(links, isObject), (c) => Object.assign(c, { links: {} })],
  [
    'CH138 R14',
    'has links with labels',
    ({ links }) => each(links, ({ label }) => isText(label)),
    (c) => Object.assign(c.links[0], { label: '' }),
  ],
  [
    'CH139 R14',
    'has links with absolute URLs',
    ({ links }) => each(links, ({ url }) => isUrl(url)),
    (c) => Object.assign(c.links[1], { url: '/launch' }),
  ],
  [
    'CH141 CH142 R14',
    'has links that are absolute or smart',
    ({ links }) => each(links, ({ type }) => ['absolute', 'smart'].includes(type)),
    (c) => Object.assign(c.links[0], { type: 'relative' }),
  ],
  [
    'CH144',
    'has links whose appContext is a string',
    ({ links }) => each(links, ({ appContext }) => isAbsentOr(isText, appContext)),
    (c) => Object.assign(c.links[1], { appContext: {} }),
  ],
  [
    'CH147 R14',
    'has no appContext on absolute links',
    ({ links }) => each(links, ({ type, appContext }) => type === 'smart' || appContext === undefined),
    (c) => Object.assign(c.links[0], { appContext: 'a1' }),
  ],
  [
    'CH117 R10',
    'has suggestions with labels',
    ({ suggestions }) => each(suggestions, ({ label }) => isText(label)),
    (c) => Object.assign(c.suggestions[0], { label: undefined }),
  ],
  [
    'CH119',
    'has suggestions whose uuids are strings',
    ({ suggestions }) => each(suggestions, ({ uuid }) => isAbsentOr(isText, uuid)),
    (c) => Object.assign(c.suggestions[0], { uuid: 1 }),
  ],
  [
    'CH121',
    'has suggestions whose isRecommended is a boolean',
    ({ suggestions }) => each(suggestions, (s) => isAbsentOr((value) => typeof value === 'boolean', s.isRecommended)),
    (c) => Object.assign(c.suggestions[0], { isRecommended: 'yes' }),
  ],
  [
    'CH124',
    'has suggestions with lists of actions',
    (card) => eachAction(card, isObject),
    (c) => Object.assign(c.suggestions[0], { actions: {} }),
  ],
  [
    'CH125',
    'has suggestions of one action, so that choosing one chooses all of it',
    ({ suggestions }) => each(suggestions, ({ actions }) => isAbsentOr((list) => list.length === 1, actions)),
    (c) => c.suggestions[0].actions.push(c.suggestions[1].actions[0]),
  ],
  [
    'R12',
    'leaves actionSelectionBehavior out',
    ({ suggestions }) => each(suggestions, (s) => s.actionSelectionBehavior === undefined),
    (c) => Object.assign(c.suggestions[0], { actionSelectionBehavior: 'all' }),
  ],
  [
    'CH127 R11',
    'has actions that create, update or delete',
    (card) => eachAction(card, ({ type }) => ['create', 'update', 'delete'].includes(type)),
    (c) => Object.assign(c.suggestions[0].actions[0], { type: 'replace' }),
  ],
  [
    'CH128 R11',
    'has actions with descriptions',
    (card) => eachAction(card, ({ description }) => isText(description)),
    (c) => Object.assign(c.suggestions[0].actions[0], { description: undefined }),
  ],
  [
    'CH130 R11 T4',
    'has actions whose resources are valid FHIR R4',
    (card) => eachAction(card, (a) => isAbsentOr((value) => problemsOf(value).length === 0, a.resource)),
    (c) => Object.assign(c.suggestions[0].actions[0], { resource: { resourceType: 'Condition' } }),
  ],
  [
    'CH131',
    'creates resources that are new',
    (card) => eachAction(card, (a) => a.type !== 'create' || (isObject(a.resource) && a.resource.id === undefined)),
    (c) => Object.assign(c.suggestions[0].actions[0], { resource: undefined }),
  ],
  [
    'CH132',
    'updates resources that are whole',
    (card) => eachAction(card, (a) => a.type !== 'update' || isText(a.resource?.id)),
    (c) => Object.assign(c.suggestions[1].actions[0], { resource: condition }),
  ],
  [
    'CH133',
    'deletes nothing by its resource',
    (card) => eachAction(card, (a) => a.type !== 'delete' || a.resource === undefined),
    (c) => Object.assign(c.suggestions[2].actions[0], { resource: 'Condition/c1' }),
  ],
  [
    'CH134 CH135',
    'deletes by a resourceId that is a string',
    (card) => eachAction(card, (a) => (a.type === 'delete' ? isText(a.resourceId) : isAbsentOr(isText, a.resourceId))),
    (c) => Object.assign(c.suggestions[2].actions[0], { resourceId: undefined }),
  ],
  [
    'CH216 CH217 R17',
    'has no Coding without code and system',
    ({ source, overrideReasons = [] }) => [source?.topic ?? {}, ...overrideReasons].every(isCoding),
    (c) => Object.assign(c.source.topic, { system: undefined }),
  ],
  [
    'CH214 CH215 R18',
    'has extensions that are objects with names unique in the world',
    ({ extension }) =>
      isAbsentOr((object) => isObject(object) && Object.keys(object).every((name) => uniqueName.test(name)), extension),
    (c) => Object.assign(c, { extension: { variant: 1 } }),
  ],
  ['T3', 'holds nothing empty', (card) => emptyPaths(card).length === 0, (c) => Object.assign(c, { links: [] })],
];

describe('every card', () => {
  it.each(rules)('%s: %s', (_row, _demand, holds, broken) => {
    const whole = wholeCard();
    expect(holds(whole), 'a card made by hand').toBe(true);
    broken(whole);
    expect(holds(whole), 'the same card, broken').toBe(false);
    const cards = answers.flatMap(({ body, ...about }) => body.cards.map((card: Json) => ({ ...about, card })));
    expect(cards.length).toBeGreaterThan(50);
    expect(cards.filter(({ card }) => !holds(card))).toEqual([]);
  });
});

describe('the cards under test', () => {
  it('show every element that a rule is about and that we send', () => {
    const seen = new Set<string>();
    for (const { client, body } of answers)
      for (const card of body.cards) {
        for (const name of Object.keys(card)) seen.add(`${client}: ${name}`);
        for (const { type } of card.links ?? []) seen.add(`${client}: ${type} link`);
        for (const { actions } of card.suggestions ?? []) seen.add(`${client}: ${actions[0].resource.resourceType}`);
      }
    const everywhere = ['overrideReasons', 'source', 'absolute link', 'smart link'];
    const expected = ['standard', 'epic', 'oracle'].flatMap((client) => everywhere.map((name) => `${client}: ${name}`));
    const proposals = ['standard: Condition', 'standard: ServiceRequest', 'epic: Condition', 'epic: extension'];
    expect([...seen]).toEqual(expect.arrayContaining([...expected, ...proposals]));
    expect(seen).not.toContain('oracle: suggestions');
  });

  it('CH111 CH112 CH121 CH132 CH133 CH134 CH135: have no icon and recommend nothing, and their actions only create', () => {
    const cards: readonly Json[] = answers.flatMap(({ body }) => body.cards);
    const suggestions = cards.flatMap((card) => card.suggestions ?? []);
    expect(cards.filter(({ source }) => 'icon' in source)).toEqual([]);
    expect(suggestions.filter((suggestion) => 'isRecommended' in suggestion)).toEqual([]);
    expect(new Set(suggestions.flatMap(({ actions }) => actions.map(({ type }: Json) => type)))).toEqual(
      new Set(['create']),
    );
  });
});

describe('every answer', () => {
  it('R1 CH74: is 200 with a list of cards', () => {
    expect(answers.filter(({ status, body }) => status !== 200 || !Array.isArray(body.cards))).toEqual([]);
  });

  it('CH77: without guidance is an empty list', () => {
    const silent = answers.filter(({ example }) => example === 'too-little-data');
    expect(silent.map(({ body }) => body)).toEqual(Array(9).fill({ cards: [] }));
  });

  it('R16 CH75: has no system action, and nothing else beside its cards but extensions', () => {
    const members = new Set(answers.flatMap(({ body }) => Object.keys(body)));
    expect([...members].filter((name) => name !== 'extension')).toEqual(['cards']);
  });

  it('R19: has one card at most', () => {
    expect(answers.filter(({ body }) => body.cards.length > 1)).toEqual([]);
  });

  it('CH80: has uuids of its own', () => {
    const uuids = answers.flatMap(({ body }) => body.cards.map(({ uuid }: Json) => uuid));
    expect(new Set(uuids).size).toBe(uuids.length);
  });

  it('R6 R7 CH109 CH110: names the same source and topic for each patient; what drills down is a link', () => {
    const sources = answers.flatMap(({ body }) => body.cards.map(({ source }: Json) => JSON.stringify(source)));
    expect(new Set(sources).size).toBe(1);
  });
});
