import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, RiskAssessment } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fhirProfilesDir, modelsDir } from '../../src/config/paths.ts';
import { loadExampleLibrary } from '../../src/web/example-library.ts';
import { startPageServer } from './page-server.ts';

const library = loadExampleLibrary(join(fhirProfilesDir, 'examples'));
const published = library.examples.flatMap(({ id, expected }) =>
  expected.outcome === 'diagnosis' ? [{ id, ids: expected.ids }] : [],
);
const shipped = existsSync(join(modelsDir, 'rare-disease', 'model.onnx'));

describe.skipIf(!shipped)('the example patients and the shipped model (skipped where no model is shipped)', () => {
  let server: Awaited<ReturnType<typeof startPageServer>>;
  beforeAll(async () => {
    server = await startPageServer();
  });
  afterAll(() => server?.close());

  async function assess(id: string): Promise<RiskAssessment> {
    const headers = { 'content-type': 'application/fhir+json' };
    const response = await fetch(`${server.url}/fhir/$differential`, {
      method: 'POST',
      headers,
      body: library.bundleText(id)!,
    });
    const { entry = [] } = (await response.json()) as Bundle;
    const assessments = entry.map(({ resource }) => resource).filter((one) => one?.resourceType === 'RiskAssessment');
    expect(assessments, id).toHaveLength(1);
    return assessments[0] as RiskAssessment;
  }

  it.each(published)('$id has its published diagnosis among the first ten', async ({ id, ids }) => {
    const { prediction = [] } = await assess(id);
    const codes = prediction.slice(0, 10).map(({ outcome }) => (outcome?.coding ?? []).map(({ code = '' }) => code));
    const numbers = ids.map((one) => one.replace(/^(OMIM|ORPHA):/, ''));
    const rank = codes.findIndex((own) => own.some((code) => numbers.includes(code.replace(/^(OMIM|ORPHA):/, '')))) + 1;
    expect(rank, prediction.map(({ outcome }) => outcome?.text).join('; ')).toBeGreaterThan(0);
  });

  it('says nothing where there is too little to go on', async () => {
    const silent = library.examples.filter(({ expected }) => expected.outcome === 'silent');
    expect(silent.length).toBeGreaterThan(0);
    for (const { id } of silent) expect((await assess(id)).prediction, id).toBeUndefined();
  });
});
