import type { Request, Response } from 'express';
import { describe, expect, it, vi } from 'vitest';
import type { Principal } from '../../http/trust/principal.ts';
import { openPrincipal } from '../../http/trust/principal.ts';
import { createMetrics } from '../../monitoring/metrics.ts';
import type { PreparedCall, UnpreparedCall } from './prepare-call.ts';
import { preparedOf, prepareElsewhere } from './prepare-elsewhere.ts';

const body = Buffer.from('{}');
const at = new Date('2026-06-05T08:00:00Z');
const prepared = { at } as PreparedCall['prepared'];

/** Sends a call of a principal through the handler, around a preparer that answers so. */
async function pass(found: PreparedCall | undefined, changes: Partial<Principal> = {}, destroyed = false) {
  const asked: UnpreparedCall[] = [];
  const preparer = {
    prepare: async (call: UnpreparedCall) => {
      asked.push(call);
      return found;
    },
    waiting: 0,
    close: async () => {},
  };
  const [parse, next] = [vi.fn(), vi.fn()];
  const principal = { ...openPrincipal([]), ...changes };
  const request = { body, params: { id: 'differential-diagnosis' } } as unknown as Request;
  const response = { locals: { context: { principal } }, destroyed } as unknown as Response;
  const handler = prepareElsewhere({ preparer, parse, now: () => at, metrics: createMetrics() });
  await handler(request, response, next);
  return { asked, request, response, parsed: parse.mock.calls.length, passed: next.mock.calls.length };
}

describe('a call on its way to the service', () => {
  it('takes what the thread has found out with it', async () => {
    const found = await pass({ body: { hook: 'patient-view' }, prepared });
    expect(found).toMatchObject({ parsed: 0, passed: 1 });
    expect(found.request.body).toEqual({ hook: 'patient-view' });
    expect(preparedOf(found.response)).toBe(prepared);
    expect(found.asked).toEqual([{ body, service: 'differential-diagnosis', at, siteKeys: undefined }]);
  });

  it('is parsed here where the thread has found out nothing', async () => {
    const found = await pass(undefined);
    expect(found).toMatchObject({ parsed: 1, passed: 0 });
    expect(preparedOf(found.response)).toBeUndefined();
  });

  it('tells the thread the prefetch keys of its site', async () => {
    const ehr = { prefetchKeys: { labs: 'results' } } as unknown as NonNullable<Principal['ehr']>;
    const { asked } = await pass(undefined, { ehr });
    expect(asked[0]?.siteKeys).toEqual({ labs: 'results' });
  });

  it('is parsed here where its site has codes of its own', async () => {
    const found = await pass({ body: {}, prepared }, { loincOf: () => [] });
    expect(found).toMatchObject({ asked: [], parsed: 1, passed: 0 });
  });

  it('goes no further when its caller has gone', async () => {
    expect(await pass({ body: {}, prepared }, {}, true)).toMatchObject({ parsed: 0, passed: 0 });
    expect(await pass(undefined, {}, true)).toMatchObject({ parsed: 0, passed: 0 });
  });
});
