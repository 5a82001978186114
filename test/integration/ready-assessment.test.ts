import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HookRequest } from '../../src/assessment/assessor.ts';
import { prepare } from '../../src/assessment/prepare.ts';
import { cardOf } from '../../src/cds-hooks/card.ts';
import { loadServices } from '../../src/cds-hooks/load-services.ts';
import type { CdsService } from '../../src/cds-hooks/service-schema.ts';
import { loadConfig } from '../../src/config/load.ts';
import { cdsServicesDir, fhirProfilesDir } from '../../src/config/paths.ts';
import type { InferencePort } from '../../src/inference/inference-port.ts';
import type { Records } from '../../src/records.ts';
import { openServing, type Serving } from '../../src/serving.ts';
import { findAssessment } from '../../src/store/assessments.ts';
import { readyAssessments } from '../../src/store/ready-assessments.ts';
import { openTestRecords } from '../fixtures/test-records.ts';

// biome-ignore lint/suspicious/noExplicitAny: the examples are what they are.
type Any = any;

describe('an assessment that was made ahead', () => {
  let serving: Serving;
  let records: Records;
  let service: CdsService;
  let runs = 0;
  let minutes = 0;
  const outcomes: string[] = [];
  const now = () => new Date(Date.parse('2026-06-05T08:00:00Z') + minutes * 60_000);
  /** Counts what the model is asked. */
  const counting = (inference: InferencePort): InferencePort => ({
    ...inference,
    score: (...asked) => {
      runs += 1;
      return inference.score(...asked);
    },
  });

  beforeAll(async () => {
    records = await openTestRecords(undefined, { now });
    const findReady = readyAssessments({
      ...{ ...records, now },
      onOutcome: (outcome) => outcomes.push(outcome),
      onFailure: (thrown) => outcomes.push(String(thrown)),
    });
    serving = await openServing(loadConfig({}), { keep: records.keep, now, observe: counting, findReady });
    [service] = (await loadServices(cdsServicesDir)) as [CdsService];
  });
  afterAll(async () => {
    await serving.close();
    await records.close();
  });

  const example = (id: string): Any[] =>
    JSON.parse(readFileSync(join(fhirProfilesDir, 'examples', `${id}.json`), 'utf8')).entry.map(
      (entry: Any) => entry.resource,
    );
  const callFor = (resources: readonly Any[], client = 'https://ehr.example'): HookRequest => {
    const of = (type: string) => ({
      ...{ resourceType: 'Bundle', type: 'searchset' },
      entry: resources.filter(({ resourceType }) => resourceType === type).map((resource) => ({ resource })),
    });
    const patient = resources.find(({ resourceType }) => resourceType === 'Patient');
    const prefetch = { patient, problems: of('Condition'), encounterDx: null, labs: of('Observation'), vitals: null };
    return {
      entrance: 'hook',
      caller: { client },
      patientId: patient.id,
      prefetch,
      queries: {},
      model: 'rare-disease',
    };
  };
  const assess = async (request: HookRequest) => {
    const before = runs;
    const assessment = await serving.assessor.assess(request);
    await records.trail.drained();
    const card = cardOf(assessment, service, { publicUrl: () => 'https://hoofbeats.example' });
    return { assessment, card, ran: runs - before };
  };

  it('is served without the model, with the same card under an id of its own', async () => {
    const request = callFor(example('slurred-speech-tremor'));
    const first = await assess(request);
    expect(first.ran).toBeGreaterThan(0);
    minutes = 10;
    const second = await assess(request);
    expect(second.ran).toBe(0);
    expect(outcomes).toEqual(['miss', 'hit']);
    expect(second.assessment.id).not.toBe(first.assessment.id);
    expect(first.card).toBeDefined();
    // All but what names the run itself.
    const text = ({ card, assessment }: typeof first) =>
      JSON.stringify({ ...card, suggestions: undefined }).replaceAll(assessment.id, 'ID');
    expect(text(second)).toBe(text(first));
    expect(second.card?.suggestions?.map(({ label }) => label)).toEqual(
      first.card?.suggestions?.map(({ label }) => label),
    );
  });

  it('is found for a call that another thread has read', async () => {
    const request = callFor(example('slurred-speech-tremor'));
    const { terminology, criteria } = serving;
    const call = { ...request, access: false, looksForReady: true, bodyHash: 'f'.repeat(64) };
    const prepared = prepare(call, { terminology, ...(criteria && { criteria }) }, now())!;
    const found = await assess({ ...request, prefetch: {}, prepared });
    expect(found.ran).toBe(0);
    expect(outcomes.at(-1)).toBe('hit');
    // It keeps the name by which it was found.
    const kept = await findAssessment(found.assessment.id, records.db, records.keys.seal);
    expect(kept.inputHash).toBe(prepared.readyHash);
    const another = { ...prepared, readyHash: 'e'.repeat(64) };
    expect((await assess({ ...request, prefetch: {}, prepared: another })).ran).toBeGreaterThan(0);
  });

  it('is not served when the call brings anything else: one more result, or one less', async () => {
    const resources = example('slurred-speech-tremor');
    const news = { ...resources.find(({ resourceType }) => resourceType === 'Observation'), id: 'news' };
    expect((await assess(callFor([...resources, news]))).ran).toBeGreaterThan(0);
    expect(
      (await assess(callFor(resources.filter(({ resourceType }) => resourceType !== 'Observation')))).ran,
    ).toBeGreaterThan(0);
  });

  it('is not served to another EHR whose patient has the same id', async () => {
    expect((await assess(callFor(example('slurred-speech-tremor'), 'https://another.example'))).ran).toBeGreaterThan(0);
  });

  it('is not served a day later', async () => {
    minutes = 3 * 24 * 60;
    expect((await assess(callFor(example('slurred-speech-tremor')))).ran).toBeGreaterThan(0);
  });
});
