import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servicePath } from '../fixtures/trusted-ehr.ts';
import { callAbout, examples } from './answers.ts';
import { openWholeServer, type WholeServer } from './whole-server.ts';

/** CDS Hooks 2.0 §Calling a CDS Service: "on the order of 500 ms". */
const mostMs = 500;
const rounds = 5;

let server: WholeServer;
beforeAll(async () => {
  server = await openWholeServer({ DEADLINE_MS: '' });
}, 60_000);
afterAll(() => server.close());

describe('the shipped server under its own deadline', () => {
  it('C20 CH27: answers nineteen calls of twenty within 500 ms, and most with the card that is due', async () => {
    const calls = Array.from({ length: rounds }, () => examples).flat();
    const durations: number[] = [];
    let cards = 0;
    for (const example of calls) {
      const started = performance.now();
      const { status, body } = await request(server.app).post(servicePath).send(callAbout(example));
      durations.push(performance.now() - started);
      expect(status).toBe(200);
      cards += body.cards.length;
    }
    const due = calls.filter((example) => example !== 'too-little-data').length;
    expect(durations.toSorted((a, b) => a - b)[Math.floor(durations.length * 0.95)]).toBeLessThan(mostMs);
    // Past the deadline the list is empty, which on a busy machine may happen.
    expect(cards).toBeGreaterThan(due / 2);
  });
});
