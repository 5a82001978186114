import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRecords } from '../../src/audit/audit-log.ts';
import { emptyPaths } from '../../src/http/empty-values.ts';
import { feedbackSince } from '../../src/store/feedback.ts';
import { type EpicSite, epicRequest, epicSite } from '../fixtures/epic-site.ts';
import { problemsOf } from '../fixtures/fhir-judge.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { servicePath } from '../fixtures/trusted-ehr.ts';

let site: EpicSite;
beforeAll(async () => {
  site = await epicSite(temporaryFolder(), {});
});
afterAll(() => site.close());

const as = (userId: string, change: object = {}) => ({
  ...epicRequest,
  context: { ...epicRequest.context, userId },
  ...change,
});
const metrics = () => site.server.metrics.registry.metrics();

describe('a card for a registered Epic', () => {
  it('R1 R17 R18 T4 speaks its dialect: content type, OIDs, one action to a suggestion, valid FHIR', async () => {
    const { status, body } = await site.post(as('Practitioner/dialect'));
    expect(status).toBe(200);
    expect(emptyPaths(body)).toEqual([]);
    const [card] = body.cards;
    expect(card.extension).toEqual({ 'com.epic.cdshooks.card.detail.content-type': 'text/markdown' });
    expect(card.selectionBehavior).toBe('any');
    const [{ actions }, ...more] = card.suggestions;
    expect(more).toEqual([]);
    expect(actions).toHaveLength(1);
    const [{ resource }] = actions;
    expect(resource.code.coding[0].system).toBe('urn:oid:2.16.840.1.113883.6.90');
    expect(resource.subject.reference).toBe(`Patient/${epicRequest.context.patientId}`);
    expect(problemsOf(resource)).toEqual([]);
  });

  it('counts what the user did, as Epic tells', async () => {
    const extension = { 'com.epic.cdshooks.request.bpa-trigger-action': '6' };
    expect((await site.post(as('Practitioner/trigger', { extension }))).status).toBe(200);
    expect(await metrics()).toMatch(/hoofbeats_service_calls_total\{[^}]*trigger="enter-problem"\} 1/);
  });
});

describe('cooldown', () => {
  it('the same is not shown to the same user again, but it is to another', async () => {
    const first = await site.post(as('Practitioner/first'));
    const second = await site.post(as('Practitioner/first'));
    const other = await site.post(as('Practitioner/other'));
    expect(first.body.cards).toHaveLength(1);
    expect(second).toMatchObject({ status: 200, body: { cards: [] } });
    expect(other.body.cards).toHaveLength(1);
    expect(await metrics()).toMatch(/hoofbeats_silent_calls_total\{[^}]*reason="repeat"\} 1/);
  });

  it('a new finding that changes the list is shown at once', async () => {
    const user = 'Practitioner/change';
    const [before] = (await site.post(as(user))).body.cards;
    const prefetch = structuredClone(epicRequest.prefetch);
    const problems = Object.values(prefetch).find((value) => JSON.stringify(value).includes('"Condition"')) as {
      entry: { resource: object }[];
    };
    const reference = `Patient/${epicRequest.context.patientId}`;
    // HPO codes of another disease: homocystinuria's intellectual disability, thrombosis and excess of homocysteine.
    for (const code of ['HP:0001249', 'HP:0002160', 'HP:0001907', 'HP:0003355', 'HP:0001250'])
      problems.entry.push({
        resource: {
          resourceType: 'Condition',
          id: code.replace(':', '-'),
          clinicalStatus: { coding: [{ code: 'active' }] },
          code: { coding: [{ system: 'http://human-phenotype-ontology.org', code }] },
          subject: { reference },
        },
      });
    const [after] = (await site.post(as(user, { prefetch }))).body.cards;
    expect(after?.summary).toBeDefined();
    expect(after.summary).not.toBe(before.summary);
  });

  it('remembers pseudonyms alone', async () => {
    const rows = await site.records.db.selectFrom('shown_card').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    const text = JSON.stringify(rows.map(({ sealed: _, ...legible }) => legible));
    expect(text).not.toContain(epicRequest.context.patientId);
    expect(text).not.toContain('Practitioner');
  });
});

describe('feedback', () => {
  const path = `${servicePath}/feedback`;
  const outcomeTimestamp = '2024-05-19T19:44:04Z';
  const reports = async () => feedbackSince(new Date(0), site.records.db, site.records.keys.seal);

  it('F1 F4 F5 F7 F10: batched, late and repeated reports are answered 200 and kept once', async () => {
    const [card] = (await site.post(as('Practitioner/feedback'))).body.cards;
    const overrideReasons = { reason: card.overrideReasons[0], userComment: 'thought of it' };
    const feedback = [
      {
        card: card.uuid,
        outcome: 'accepted',
        outcomeTimestamp,
        acceptedSuggestions: [{ id: card.suggestions[0].uuid }],
      },
      { card: card.uuid, outcome: 'overridden', outcomeTimestamp, overrideReasons },
    ];
    for (const _ of [1, 2, 3]) expect(await site.post({ feedback }, path)).toMatchObject({ status: 200, text: '' });
    const kept = (await reports()).filter((report) => report.card === card.uuid);
    expect(kept).toMatchObject([
      { service: 'differential-diagnosis', outcome: 'accepted' },
      { outcome: 'overridden', overrideReason: { code: 'already-considered' }, comment: 'thought of it' },
    ]);
    const text = await metrics();
    expect(text).toMatch(/hoofbeats_feedback_total\{[^}]*outcome="overridden",reason="already-considered"\} 1/);
    expect(text).toMatch(/hoofbeats_accepted_suggestions_total\{[^}]*kind="diagnosis"\} 1/);
    const log = site.server.log();
    expect(log).not.toContain('unknown cards');
    expect(log).not.toContain('thought of it');
  });

  it('F2 F10: a card that is not ours is answered 200 and logged', async () => {
    const feedback = [{ card: '123456', outcome: 'overridden', outcomeTimestamp }];
    expect((await site.post({ feedback }, path)).status).toBe(200);
    expect(site.server.log()).toContain('feedback about unknown cards');
    expect((await reports()).map(({ card }) => card)).toContain('123456');
  });

  it('F7: more reports than one commit takes are all kept', async () => {
    const feedback = Array.from({ length: 1500 }, (_, at) => ({
      card: `b${at}`,
      outcome: 'overridden',
      outcomeTimestamp,
    }));
    expect((await site.post({ feedback }, path)).status).toBe(200);
    expect((await reports()).filter(({ card }) => card.startsWith('b'))).toHaveLength(1500);
  });

  it('F1: another service and a body without reports are refused', async () => {
    const { status, text } = await site.post({ feedback: [] }, '/cds-services/another/feedback');
    expect([status, text.length > 0]).toEqual([404, true]);
    expect((await site.post({}, path)).status).toBe(400);
  });

  it('the audit log says which card was shown at which call', async () => {
    await site.records.trail.drained();
    const calls = await findRecords({ kind: 'call', count: 500 }, site.records.db);
    const shown = calls.filter(({ outcome }) => outcome === 'card');
    expect(shown.length).toBeGreaterThan(3);
    for (const { service, card } of shown) {
      expect(service).toBe('differential-diagnosis');
      expect(card).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(calls.some(({ outcome, card }) => outcome === 'repeat' && card === undefined)).toBe(true);
  });
});
