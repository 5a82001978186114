import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsOf } from '../../../test/fixtures/fhir-judge.ts';
import { notAssessable, suggested, withheld } from '../patient-result.fixture.ts';
import type { PatientResult } from '../patient-result.ts';
import type { RunSummary } from './run-summary.ts';
import { writeOutputs } from './write-outputs.ts';

const dir = mkdtempSync(join(tmpdir(), 'outputs-'));
afterAll(() => rmSync(dir, { recursive: true }));

const description = {
  id: 'r1',
  source: 'NDJSON folder /data/export',
  startedAt: '2026-11-21T02:00:00.000Z',
  finishedAt: '2026-11-21T02:14:00.000Z',
  problems: 0,
};

const run = async () => description;

const likelier = (patient: string, probability: number, first = 0.4): PatientResult => ({
  ...suggested,
  patient,
  triage: { probability, threshold: 0.0337 },
  entries: suggested.entries.map((entry, at) => (at === 0 ? { ...entry, probability: first } : entry)),
});

/** In no order. */
const results = [
  likelier('Patient/c', 0.2),
  notAssessable,
  likelier('Patient/a', 0.9),
  withheld,
  likelier('Patient/e', 0.1),
  likelier('Patient/d', 0.2),
  likelier('Patient/b', 0.2, 0.7),
];
const stream = (items: readonly PatientResult[]) =>
  async function* () {
    yield* items;
  };
const read = (out: string, name: string) => readFileSync(join(out, name), 'utf8');
const lines = (out: string, name: string) =>
  read(out, name)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe('writeOutputs', () => {
  const out = join(dir, 'new', 'folder');
  let summary: RunSummary;
  beforeAll(async () => {
    summary = await writeOutputs(stream(results), { out, top: 4, run });
  });

  it('ranks the work list by triage, then by the first diagnosis, then by name, and cuts it at top', () => {
    const list = lines(out, 'worklist.ndjson');
    expect(list.map(({ position, patient }) => `${position} ${patient}`)).toEqual([
      '1 Patient/a',
      '2 Patient/b',
      '3 Patient/c',
      '4 Patient/d',
    ]);
    expect(list[0]).toMatchObject({
      rareDiseaseProbability: 0.9,
      diagnosis: { id: 'OMIM:154700', for: [{ label: 'Ectopia lentis' }, { label: 'Tall stature' }] },
    });
  });

  it('writes the same as a table for spreadsheets', () => {
    const [header, ...records] = read(out, 'worklist.csv').split('\r\n');
    expect(header).toMatch(/^\uFEFFposition,patient,sex,age_years,rare_disease_probability,first_diagnosis,/);
    expect(records.map((record) => record.split(',').slice(0, 6).join())).toEqual([
      '1,Patient/a,male,22,0.9,Marfan syndrome',
      '2,Patient/b,male,22,0.2,Marfan syndrome',
      '3,Patient/c,male,22,0.2,Marfan syndrome',
      '4,Patient/d,male,22,0.2,Marfan syndrome',
      '',
    ]);
    expect(records[0]).toContain(
      'Tall stature, frequent in Marfan syndrome (Body height 204 cm, Observation/o7, 2024-02-11)',
    );
  });

  it('writes every assessed patient as a RiskAssessment, and the others with a reason', () => {
    const assessments = lines(out, 'riskassessments.ndjson');
    expect(assessments).toHaveLength(6);
    expect(assessments.flatMap((resource) => problemsOf(resource))).toEqual([]);
    expect(lines(out, 'not-assessable.ndjson')).toEqual([
      {
        patient: 'Patient/p3',
        reason: expect.stringContaining('1 present finding'),
        reasonCode: 'too-few-findings',
        findings: 1,
        versions: suggested.versions,
        assessedAt: suggested.assessedAt,
      },
    ]);
  });

  it('sums up, and counts what it has written', () => {
    expect(JSON.parse(read(out, 'summary.json'))).toEqual(summary);
    expect(summary.patients).toMatchObject({ screened: 7, suggested: 5, withheld: 1, notAssessable: 1 });
    expect(summary.workList).toMatchObject({ top: 4, length: 4, lowestProbability: 0.2 });
    expect(summary.workList.expectedYield).toBeCloseTo(1.5);
    expect(summary.workList.numberNeededToReview).toBeCloseTo(4 / 1.5);
    for (const { name, rows } of summary.files.filter((file) => file.name.endsWith('.ndjson')))
      expect(lines(out, name)).toHaveLength(rows);
    expect(JSON.stringify(summary)).not.toContain('Patient/');
  });

  it('is for its owner alone, complete, and the same again', async () => {
    const names = readdirSync(out);
    expect(names.filter((name) => name.endsWith('.partial'))).toEqual([]);
    expect(names.map((name) => statSync(join(out, name)).mode & 0o077)).toEqual(names.map(() => 0));
    const before = names.map((name) => read(out, name));
    await writeOutputs(stream(results), { out, top: 4, run });
    expect(names.map((name) => read(out, name))).toEqual(before);
  });

  it('puts nothing in place when the results break off', async () => {
    const broken = join(dir, 'broken');
    const failing = async function* () {
      yield suggested;
      throw new Error('disk');
    };
    await expect(writeOutputs(failing, { out: broken, top: 4, run })).rejects.toThrow('disk');
    expect(readdirSync(broken)).toEqual([]);
  });

  it('makes do without triage and without patients', async () => {
    const { triage: _, ...untriaged } = suggested;
    const one = await writeOutputs(stream([untriaged]), { out: join(dir, 'untriaged'), top: 4, run });
    expect(one.workList).toEqual({ top: 4, length: 1, order: expect.any(String) });
    const none = await writeOutputs(stream([]), { out: join(dir, 'none'), top: 4, run });
    expect(none.patients.screened).toBe(0);
    expect(read(join(dir, 'none'), 'report.html')).toContain('No patient is suggested');
  });
});
