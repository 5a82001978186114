import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceState } from '../../src/subscriptions/subscriber/source-state.ts';
import { type EhrServer, listenAsEhr, sendJson } from '../fixtures/ehr-server.ts';
import { type SubscriberSite, subscriberSite } from '../fixtures/subscriber-site.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

interface Held {
  readonly id: string;
  readonly patient: string;
  /** ISO 8601 instant of `_lastUpdated`, or of `date`. */
  readonly at: string;
}

const everySeconds = 600;

describe.each(['_lastUpdated', 'date'] as const)('polling by %s', (by) => {
  let ehr: EhrServer;
  let held: Held[];
  /** Most entries of an answer; what is beyond can be had by narrower windows only. */
  let most: number;
  let working: boolean;
  let dir: string;
  const sites: SubscriberSite[] = [];

  beforeEach(async () => {
    [held, most, working, dir] = [[], 1_000, true, temporaryFolder()];
    ehr = await listenAsEhr((path, response, base) => {
      if (!working) return sendJson(response, { resourceType: 'OperationOutcome' }, 503);
      const bounds = new URL(path, `${base}/`).searchParams.getAll(by);
      const within = held.filter(({ at }) =>
        bounds.every((bound) => (bound.startsWith('ge') ? at >= bound.slice(2) : at < bound.slice(2))),
      );
      sendJson(response, {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: within.slice(0, most).map(({ id, patient }) => ({
          resource: {
            resourceType: 'Observation',
            id,
            meta: { versionId: '1' },
            subject: { reference: `Patient/${patient}` },
          },
        })),
        // The next page is never to be had.
        ...(within.length > most && { link: [{ relation: 'next', url: 'https://elsewhere.example/page' }] }),
      });
    });
  });
  afterEach(async () => {
    for (const site of sites.splice(0)) await site.close();
    await ehr.close();
  });

  const open = async (ahead = 0) => {
    const polling = { everySeconds, searches: ['Observation?category=laboratory'], by };
    const site = await subscriberSite({ source: { fhirServer: ehr.base, polling }, dir });
    sites.push(site);
    site.later(ahead);
    return site;
  };
  const close = async (site: SubscriberSite) => {
    sites.splice(sites.indexOf(site), 1);
    await site.close();
  };
  const happens = (patient: string, secondsAhead: number) =>
    held.push({ id: `o${held.length}`, patient, at: new Date(Date.now() + secondsAhead * 1000).toISOString() });
  const searches = () => ehr.requests.length;
  /** The next window has been searched. */
  const polled = async (site: SubscriberSite) => {
    const before = searches();
    site.later(everySeconds + 1);
    await expect.poll(searches, { timeout: 10_000 }).toBeGreaterThan(before);
  };
  const settled = (site: SubscriberSite, patients: readonly string[]) =>
    expect.poll(() => [...site.assessed].sort(), { timeout: 10_000 }).toEqual(patients);

  it('finds what is new since the last window, and nothing twice', async () => {
    const site = await open();
    happens('early', -3_600);
    happens('a', 1);
    await polled(site);
    await settled(site, ['a']);
    // So near the end of the window that the next one, which overlaps, holds it too.
    happens('b', everySeconds - 10);
    await polled(site);
    await polled(site);
    await settled(site, ['a', 'b']);
  }, 40_000);

  it('goes on from its mark after a restart, and assesses nothing twice', async () => {
    const first = await open();
    happens('a', 1);
    await polled(first);
    await settled(first, ['a']);
    const { searchedUntil } = await sourceState('ehr', first.records.db);
    await close(first);
    happens('meanwhile', everySeconds + 60);
    const second = await open(everySeconds + 120);
    expect((await sourceState('ehr', second.records.db)).searchedUntil).toBe(searchedUntil);
    await polled(second);
    await settled(second, ['meanwhile']);
    const from = new URL(ehr.requests.at(-1)!.path, 'http://x/').searchParams.get(by)!.slice(2);
    expect(Date.parse(from)).toBe(Date.parse(searchedUntil!) - 60_000);
  }, 40_000);

  it('keeps its mark while the EHR does not answer', async () => {
    const site = await open();
    const { searchedUntil } = await sourceState('ehr', site.records.db);
    happens('a', 1);
    working = false;
    await polled(site);
    await expect.poll(() => site.failures.length).toBeGreaterThan(0);
    expect((await sourceState('ehr', site.records.db)).searchedUntil).toBe(searchedUntil);
    working = true;
    await settled(site, ['a']);
  }, 40_000);

  it('cuts a window in two that holds more than the EHR gives', async () => {
    const site = await open();
    most = 2;
    const patients = Array.from({ length: 8 }, (_, at) => `p${at}`);
    for (const [at, patient] of patients.entries()) happens(patient, 5 + at * 70);
    await polled(site);
    await settled(site, patients);
    expect(site.failures).toEqual([]);
  }, 40_000);
});
