import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EhrServer, listenAsEhr, openEhr, sendJson } from '../../../test/fixtures/ehr-server.ts';
import { problemsOf } from '../../../test/fixtures/fhir-judge.ts';
import { emptyPaths } from '../../http/empty-values.ts';
import type { Patience } from '../bulk/patience.ts';
import { screenedRiskAssessment } from '../output/screened-risk-assessment.ts';
import { writeOutputs } from '../output/write-outputs.ts';
import { notAssessable, suggested, withheld } from '../patient-result.fixture.ts';
import type { PatientResult } from '../patient-result.ts';
import { type AlertKind, alerts } from './alerts.ts';
import { reviewTask } from './review-task.ts';
import { writeBack } from './write-back.ts';
import { writtenReference } from './written-reference.ts';

const out = mkdtempSync(join(tmpdir(), 'write-back-'));
afterAll(() => rmSync(out, { recursive: true }));

const at = (patient: string, probability: number): PatientResult => ({
  ...suggested,
  patient,
  triage: { probability, threshold: 0.0337 },
});
const likely = at('Patient/likely', 0.95);
const possible = at('Patient/possible', 0.3);
const beyond = at('Patient/beyond-capacity', 0.1);
const results = async function* () {
  yield* [likely, withheld, possible, beyond, notAssessable];
};
const run = {
  id: 'r',
  source: 's',
  startedAt: '2026-11-21T02:00:00Z',
  finishedAt: '2026-11-21T03:00:00Z',
  problems: 0,
};
beforeAll(() => writeOutputs(results, { out, top: 2, run: async () => run }));

const impatient: Patience = { clock: { now: Date.now, sleep: async () => {} }, failures: 2 };
const patientResource = (id: string) => ({ resourceType: 'Patient', id });
const everything = async ({ base }: EhrServer, type: string) => {
  const bundle = (await (await fetch(`${base}/${type}?_count=100`)).json()) as { entry?: { resource: never }[] };
  return (bundle.entry ?? []).map(({ resource }) => resource);
};
const log = () =>
  readFileSync(join(out, 'write-back.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('writeBack to a FHIR server', () => {
  let ehr: EhrServer;
  beforeAll(async () => {
    ehr = await openEhr(['likely', 'possible', 'beyond-capacity', 'p2', 'p3'].map(patientResource));
  });
  afterAll(() => ehr.close());
  const options = () => ({ server: ehr.base, out, alert: 'flag' as const, patience: impatient });

  it('writes the work list: RiskAssessment and Task, and a Flag for high risk', async () => {
    expect(await writeBack(results, options())).toEqual({
      RiskAssessment: { created: 2, existing: 0, refused: 0 },
      Task: { created: 2, existing: 0, refused: 0 },
      Flag: { created: 1, existing: 0, refused: 0 },
    });
    const [flag] = await everything(ehr, 'Flag');
    expect(flag).toMatchObject({ subject: { reference: 'Patient/likely' }, status: 'active' });
    const assessments = await everything(ehr, 'RiskAssessment');
    const ids = assessments.map(({ id }: { id: string }) => `RiskAssessment/${id}`).sort();
    const tasks = await everything(ehr, 'Task');
    expect(tasks.map(({ focus }: { focus: { reference: string } }) => focus.reference).sort()).toEqual(ids);
    expect(log()).toHaveLength(5);
  });

  it('changes nothing on a second run, nor on a later day with the same results', async () => {
    const later = async function* () {
      for await (const result of results()) yield { ...result, assessedAt: '2026-11-22T02:00:00.000Z' };
    };
    for (const again of [results, later])
      expect(await writeBack(again, options())).toEqual({
        RiskAssessment: { created: 0, existing: 2, refused: 0 },
        Task: { created: 0, existing: 2, refused: 0 },
        Flag: { created: 0, existing: 1, refused: 0 },
      });
    for (const [type, count] of Object.entries({ RiskAssessment: 2, Task: 2, Flag: 1 }))
      expect(await everything(ehr, type)).toHaveLength(count);
  });

  it('adds a RiskAssessment when the result is another, and no second Task for the same diagnosis', async () => {
    const other = async function* () {
      yield { ...likely, triage: { probability: 0.96, threshold: 0.0337 } };
    };
    expect(await writeBack(other, options())).toMatchObject({
      RiskAssessment: { created: 1 },
      Task: { created: 0, existing: 1 },
      Flag: { created: 0, existing: 1 },
    });
  });

  it('tells neither the address nor the search of a request who the patient is', () => {
    expect(ehr.requests.map(({ path }) => path).filter((path) => path.includes('likely'))).toEqual([]);
  });
});

describe('writeBack to a server that does not behave', () => {
  const answering = async (answer: Parameters<typeof listenAsEhr>[0], work: (ehr: EhrServer) => Promise<void>) => {
    const ehr = await listenAsEhr(answer);
    await work(ehr).finally(() => ehr.close());
  };
  const created = (path: string) => ({ resourceType: path, id: 'x' });

  it('goes on where a type is not taken, and refers by identifier', async () => {
    const tasks: { focus: object }[] = [];
    await answering(
      async (path, response, _base, request) => {
        if (path === 'RiskAssessment') return sendJson(response, { resourceType: 'OperationOutcome' }, 404);
        let body = '';
        for await (const chunk of request) body += chunk;
        tasks.push(JSON.parse(body));
        return void response.writeHead(201).end();
      },
      async ({ base }) => {
        expect(await writeBack(results, { server: base, out, patience: impatient })).toEqual({
          RiskAssessment: { created: 0, existing: 0, refused: 2 },
          Task: { created: 2, existing: 0, refused: 0 },
        });
      },
    );
    expect(tasks.map(({ focus }) => focus)).toContainEqual({
      type: 'RiskAssessment',
      identifier: { system: expect.any(String), value: screenedRiskAssessment(likely).id },
    });
  });

  it('sends again what was throttled or lost', async () => {
    let count = 0;
    await answering(
      (path, response) => {
        count += 1;
        if (count === 1) return void response.writeHead(429, { 'Retry-After': '1' }).end();
        if (count === 2) return void response.destroy();
        return sendJson(response, created(path), 201);
      },
      async ({ base }) => {
        const summary = await writeBack(results, { server: base, out, patience: impatient });
        expect(summary.RiskAssessment).toEqual({ created: 2, existing: 0, refused: 0 });
      },
    );
  });

  it('ends at a token that is refused', () =>
    answering(
      (_path, response) => sendJson(response, { resourceType: 'OperationOutcome' }, 401),
      async ({ base }) => {
        await expect(writeBack(results, { server: base, out, patience: impatient })).rejects.toMatchObject({
          code: 'ACCESS_REFUSED',
        });
      },
    ));

  it('does not follow a redirect to another origin', async () => {
    const heard: string[] = [];
    await answering(
      (path, response) => {
        heard.push(path);
        response.writeHead(201).end();
      },
      (elsewhere) =>
        answering(
          (path, response) => void response.writeHead(307, { Location: `${elsewhere.base}/${path}` }).end(),
          async ({ base }) => {
            const { Task } = await writeBack(results, { server: base, out, patience: impatient });
            expect(Task).toEqual({ created: 0, existing: 0, refused: 2 });
          },
        ),
    );
    expect(heard).toEqual([]);
  });
});

describe('resources that are written', () => {
  const about = writtenReference('RiskAssessment', 'abc', 'RiskAssessment/1');

  it.each<[string, object]>([
    ['Task', reviewTask(likely, about)],
    ...(['flag', 'communication'] as const satisfies readonly AlertKind[]).map((kind): [string, object] => [
      kind,
      alerts[kind](likely, about),
    ]),
  ])('%s is valid FHIR R4 and names the patient, the first diagnosis and the RiskAssessment', (_name, resource) => {
    expect(problemsOf(resource)).toEqual([]);
    expect(emptyPaths(resource)).toEqual([]);
    const text = JSON.stringify(resource);
    for (const part of ['Patient/likely', 'Marfan syndrome', 'RiskAssessment/1', 'not a diagnosis'])
      expect(text).toContain(part);
  });
});
