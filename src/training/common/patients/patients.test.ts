import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceVocabulary } from '../../../features/evidence-vocabulary.ts';
import { exampleOf } from './example.ts';
import { type Patient, readPatients } from './patients.ts';
import { representative, splitStratified } from './strata.ts';

const patient: Patient = {
  ...{ age: 45, sex: 'F', pathology: 'URTI', labelSource: 1 },
  evidences: ['E_91', 'E_55_@_V_161', 'E_55_@_V_89', 'E_56_@_7', 'E_999'],
  differential: ['URTI', 'Influenza', 'Unheard of'],
};
const vocabulary = evidenceVocabulary(
  [
    { id: 'E_91', kind: 'binary', isAntecedent: false },
    { id: 'E_55', kind: 'multi', isAntecedent: false, values: ['V_161', 'V_89'] },
    { id: 'E_56', kind: 'scale', isAntecedent: false, values: ['6', '7'] },
  ],
  [0],
);
const places = new Map([
  ['Influenza', 0],
  ['URTI', 1],
]);

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hoofbeats-patients-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function read(content: string | Buffer, name = 'patients.ndjson'): Promise<readonly Patient[]> {
  const file = join(dir, name);
  await writeFile(file, content);
  const all: Patient[] = [];
  for await (const one of readPatients(file)) all.push(one);
  return all;
}

describe('readPatients', () => {
  const line = JSON.stringify(patient);

  it('reads NDJSON, plain and compressed, without a label source too', async () => {
    expect(await read(`${line}\n\n${line}\n`)).toEqual([patient, patient]);
    const { labelSource: _, ...unlabelled } = patient;
    expect(await read(gzipSync(JSON.stringify(unlabelled)), 'patients.ndjson.gz')).toEqual([unlabelled]);
  });

  it.each([
    ['not JSON', '{"age":'],
    ['an impossible age', JSON.stringify({ ...patient, age: 400 })],
    ['an evidence of another form', JSON.stringify({ ...patient, evidences: ['fever'] })],
    ['no pathology', JSON.stringify({ ...patient, pathology: undefined })],
  ])('names the line of %s', async (_, bad) => {
    await expect(read(`${line}\n${bad}\n`)).rejects.toMatchObject({
      code: 'SOURCE_FILE_INVALID',
      message: expect.stringContaining(':2:'),
    });
  });
});

describe('exampleOf', () => {
  it('groups values under their evidence, and leaves out what the model does not know', () => {
    const { reported, differential, diagnosis, sex } = exampleOf(patient, vocabulary, places);
    const [, place, intensity] = vocabulary.evidences;
    expect(reported).toEqual([
      { evidence: 0, values: [] },
      { evidence: 1, values: [place!.firstValue, place!.firstValue + 1] },
      { evidence: 2, values: [intensity!.firstValue + 1] },
    ]);
    expect({ differential, diagnosis, sex }).toEqual({ differential: [1, 0], diagnosis: 1, sex: 'female' });
  });

  it('marks a pathology that the model does not know', () => {
    expect(exampleOf({ ...patient, pathology: 'Unheard of' }, vocabulary, places).diagnosis).toBe(-1);
  });
});

describe('splitStratified', () => {
  const examples = Array.from({ length: 103 }, (_, at) =>
    exampleOf({ ...patient, age: at, pathology: at % 10 === 0 ? 'Influenza' : 'URTI' }, vocabulary, places),
  );

  it('gives each patient to one part, and each part its share of every diagnosis', () => {
    const parts = splitStratified(examples, 5, 1);
    expect(new Set(parts.flat()).size).toBe(examples.length);
    for (const part of parts) {
      const rare = part.filter(({ diagnosis }) => diagnosis === 0).length;
      expect(rare).toBeGreaterThanOrEqual(2);
      expect(rare).toBeLessThanOrEqual(3);
    }
  });

  it('depends on the seed alone', () => {
    expect(splitStratified(examples, 5, 1)).toEqual(splitStratified(examples, 5, 1));
    expect(splitStratified(examples, 5, 1)).not.toEqual(splitStratified(examples, 5, 2));
  });

  it('counts as representative what nobody chose by its evidence', () => {
    expect([1, 2, 3, 4].map((labelSource) => representative({ ...examples[0]!, labelSource }))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
