import { describe, expect, it } from 'vitest';
import { testClock } from '../../../test/fixtures/bulk-server.ts';
import { patientId } from './crawl-queries.ts';
import { pacer } from './pacer.ts';

describe('pacer', () => {
  it('spreads requests evenly, and does not make up for quiet times', async () => {
    const clock = testClock(0);
    const { turn } = pacer(60, clock);
    await turn();
    await turn();
    await clock.sleep(10_000);
    await turn();
    await turn();
    expect(clock.slept).toEqual([1000, 10_000, 1000]);
  });

  it('holds everybody as long as the server asks', async () => {
    const clock = testClock(0);
    const { turn, hold } = pacer(60, clock);
    hold(30_000);
    hold(5000);
    await turn();
    expect(clock.now()).toBe(30_000);
  });
});

describe('patientId', () => {
  it.each([
    ['p-1.A', 'p-1.A'],
    [' Patient/p1\r', 'p1'],
    ['https://ehr.example/fhir/Patient/p1', 'p1'],
    ['Observation/p1', undefined],
    ['p1?x=1', undefined],
    ['../p1', undefined],
    ['', undefined],
  ])('%j → %j', (text, id) => {
    expect(patientId(text)).toBe(id);
  });
});
