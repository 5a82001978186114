import { context, propagation, trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { redisInstalled } from '../fixtures/redis-server.ts';
import { tracedSite } from '../fixtures/traced-site.ts';

const path = '/cds-services/differential-diagnosis';
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const callerSpan = '00f067aa0ba902b7';
const traceparent = `00-${traceId}-${callerSpan}-01`;

describe.skipIf(!redisInstalled)('traces (needs redis-server)', { timeout: 120_000 }, () => {
  let site: Awaited<ReturnType<typeof tracedSite>>;
  beforeAll(async () => {
    site = await tracedSite();
  }, 120_000);
  afterAll(() => site.close());
  afterEach(() => {
    trace.disable();
    context.disable();
    propagation.disable();
  });

  /** A real SDK that keeps what it is told. */
  function sdk(): InMemorySpanExporter {
    const exporter = new InMemorySpanExporter();
    new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
    return exporter;
  }
  const call = async (headers: Readonly<Record<string, string>> = {}) => {
    const response = await request(site.server.app).post(path).set(headers).send(site.call);
    expect(response.status, response.text).toBe(200);
    return response.text;
  };
  const named = (spans: readonly ReadableSpan[], name: string | RegExp) =>
    spans.filter((span) => (typeof name === 'string' ? span.name === name : name.test(span.name)));
  const idOf = (span: ReadableSpan | undefined) => span?.spanContext().spanId;
  const parentOf = (span: ReadableSpan | undefined) => span?.parentSpanContext?.spanId;

  /** Calls until a worker was in time to answer one: on a busy machine the embedded model does at first. */
  async function answeredByWorker(exporter: InMemorySpanExporter, headers: Readonly<Record<string, string>>) {
    await expect
      .poll(
        async () => {
          exporter.reset();
          await call(headers);
          return exporter.getFinishedSpans().map(({ name }) => name);
        },
        { timeout: 60_000 },
      )
      .toContain('reply');
    await expect.poll(() => named(exporter.getFinishedSpans(), /^POST /)).toHaveLength(1);
    return exporter.getFinishedSpans();
  }

  it('follow one call from the EHR’s own trace through the pipeline and the queue to the worker and back', async () => {
    const spans = await answeredByWorker(sdk(), { traceparent });
    expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]));

    const [server] = named(spans, 'POST /cds-services/:id');
    expect(parentOf(server)).toBe(callerSpan);
    expect(server?.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/cds-services/:id',
      'http.response.status_code': 200,
      'hoofbeats.service': 'differential-diagnosis',
    });
    const [assess] = named(spans, 'assess');
    expect(parentOf(assess)).toBe(idOf(server));
    expect(assess?.attributes).toMatchObject({ 'hoofbeats.entrance': 'hook', 'hoofbeats.outcome': 'differential' });
    const steps = spans.filter((span) => parentOf(span) === idOf(assess)).map(({ name }) => name);
    expect(steps).toEqual(expect.arrayContaining(['gatherEvidence', 'inferScores', 'recordAssessment']));

    const [gather] = named(spans, 'gatherEvidence');
    const reads = named(spans, /^GET /);
    expect(reads.map(({ name }) => name).sort()).toEqual(expect.arrayContaining(['GET Observation', 'GET Patient']));
    expect(new Set(reads.map(parentOf))).toEqual(new Set([idOf(gather)]));

    const [send] = named(spans, /^send interactive\.rare-disease\./);
    const [work] = named(spans, /^process interactive\.rare-disease\./);
    expect(send?.kind).toBe(3);
    expect(work?.kind).toBe(4);
    expect(parentOf(work)).toBe(idOf(send));
    expect(parentOf(named(spans, 'reply')[0])).toBe(idOf(work));
    expect(named(spans, 'infer').map(parentOf)).toContain(idOf(work));
    expect(work?.attributes['messaging.message.id']).toBe(
      named(spans, 'ask a worker')[0]?.attributes['messaging.message.id'],
    );
  });

  it('say nothing about the patient, nor about who looks, nor what a caller sent along', async () => {
    const headers = {
      traceparent,
      baggage: 'patient=baggage-of-karim',
      tracestate: 'x=state-of-karim',
      'x-request-id': 'request-of-karim',
    };
    const overheard = await site.redis.overheard();
    const spans = await answeredByWorker(sdk(), headers);
    const told = JSON.stringify(
      spans.map(({ name, attributes, events, status, links, resource }) => [
        name,
        attributes,
        events,
        status,
        links,
        resource.attributes,
      ]),
    );
    expect(site.secrets.length).toBeGreaterThan(20);
    expect(site.secrets.filter((secret) => told.includes(secret))).toEqual([]);
    expect(told).not.toMatch(/karim|[?=]|Patient\//);
    await expect.poll(overheard.text).toContain(traceId);
    const queued = overheard.text();
    overheard.stop();
    expect(site.secrets.filter((secret) => secret.length > 5 && queued.includes(secret))).toEqual([]);
    expect(queued).not.toContain('karim');
  });

  it('are not told to the EHR that is read', async () => {
    const before = site.ehr.requests.length;
    await answeredByWorker(sdk(), { traceparent });
    const asked = site.ehr.requests.slice(before);
    expect(asked.length).toBeGreaterThan(3);
    expect(
      asked.flatMap(({ headers }) => Object.keys(headers)).filter((name) => /trace|baggage|b3/.test(name)),
    ).toEqual([]);
  });

  it('are named by the log lines of their request, also by the last one', async () => {
    site.server.log();
    await answeredByWorker(sdk(), { traceparent });
    const lines = site.server
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const requests = lines.filter(({ message }) => message === 'request');
    expect(requests.length).toBeGreaterThan(0);
    expect(requests).toEqual(
      requests.map(() =>
        expect.objectContaining({ trace_id: traceId, span_id: expect.stringMatching(/^[0-9a-f]{16}$/) }),
      ),
    );
  });

  it('leave out what machines ask every few seconds', async () => {
    const exporter = sdk();
    for (const asked of ['/health/live', '/health/ready', '/metrics']) await request(site.server.app).get(asked);
    await request(site.server.app).get('/nowhere/karim');
    await expect.poll(() => exporter.getFinishedSpans().map(({ name }) => name)).toEqual(['GET unmatched']);
  });

  it('mark what failed by the code of the error, without its words', async () => {
    const exporter = sdk();
    const body = { ...site.call, fhirServer: undefined, fhirAuthorization: undefined };
    await request(site.server.app).post(path).send(body).expect(412);
    await expect.poll(() => named(exporter.getFinishedSpans(), /^POST /)).toHaveLength(1);
    const [gather] = named(exporter.getFinishedSpans(), 'gatherEvidence');
    expect(gather).toMatchObject({ status: { code: 2 }, attributes: { 'error.type': 'EVIDENCE_MISSING' }, events: [] });
    expect(gather?.status.message).toBeUndefined();
    const [server] = named(exporter.getFinishedSpans(), /^POST /);
    expect(server).toMatchObject({ status: { code: 0 }, attributes: { 'hoofbeats.refusal': 'EVIDENCE_MISSING' } });
  });

  it('change nothing: without an SDK the answer is the same, no job carries a trace, and no line names one', async () => {
    const exporter = sdk();
    await answeredByWorker(exporter, { traceparent });
    const traced = await call({ traceparent });
    trace.disable();
    context.disable();
    propagation.disable();
    exporter.reset();
    site.server.log();
    const overheard = await site.redis.overheard();
    expect(await call({ traceparent })).toBe(traced);
    await expect.poll(overheard.text).toContain('replyTo');
    expect(overheard.text()).not.toContain(traceId);
    overheard.stop();
    expect(exporter.getFinishedSpans()).toEqual([]);
    expect(site.server.log()).not.toContain('trace_id');
  });
});
