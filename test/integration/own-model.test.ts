import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, RiskAssessment } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../fixtures/command.ts';
import { writeOwnPackage } from '../fixtures/own-package.ts';
import { type ServeProcess, serveProcess } from '../fixtures/serve-process.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const finding = (id: string, code: string) => ({
  resource: {
    resourceType: 'Condition',
    id,
    code: { coding: [{ system: 'http://purl.obolibrary.org/obo/hp.owl', code }] },
    verificationStatus: { coding: [{ code: 'confirmed' }] },
    subject: { reference: 'Patient/1' },
  },
});
const record = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: { resourceType: 'Patient', id: '1', gender: 'male', birthDate: '2005-11-02' } },
    finding('c1', 'HP:0001083'),
    finding('c2', 'HP:0002616'),
  ],
};

describe('a package that somebody else has made', { timeout: 120_000 }, () => {
  const modelsDir = temporaryFolder();
  const settings = { MODELS_DIR: modelsDir, DATA_DIR: temporaryFolder() };
  let server: ServeProcess;
  beforeAll(async () => {
    writeOwnPackage(modelsDir);
    server = await serveProcess(settings);
  }, 120_000);
  afterAll(() => server.stop());

  it('verifies', async () => {
    expect(await runCommand(['models', 'verify'], settings)).toMatchObject({ status: 0, stdout: 'rare-disease: ok\n' });
  });

  it('is served, and its explanations are those of its own weights', async () => {
    expect(await (await fetch(`${server.url}/models`)).json()).toEqual({
      models: [expect.objectContaining({ id: 'rare-disease', version: '1.0.0' })],
    });
    const response = await fetch(`${server.url}/fhir/$differential`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(record),
    });
    const bundle = (await response.json()) as Bundle<RiskAssessment>;
    const [assessment] = bundle.entry!.map(({ resource }) => resource!);
    expect(assessment!.prediction![0]!.outcome!.text).toBe('Marfan syndrome');
    const text = JSON.stringify(assessment!.prediction![0]);
    expect(text).toContain('Ectopia lentis');
    expect(text).toContain('Aortic root aneurysm');
    expect(text).not.toContain('Seizure');
  });

  it('is refused by name when a file is not what SHA256SUMS says, until it is summed anew', async () => {
    const dir = writeOwnPackage(temporaryFolder());
    const other = { ...settings, MODELS_DIR: join(dir, '..') };
    writeFileSync(join(dir, 'MODEL_CARD.md'), `${readFileSync(join(dir, 'MODEL_CARD.md'), 'utf8')}More.\n`);
    expect(await runCommand(['models', 'verify'], other)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('MODEL_CARD.md: differs from its checksum'),
    });
    execFileSync('bash', ['-c', 'rm SHA256SUMS && sha256sum * > /tmp/sums.$$ && mv /tmp/sums.$$ SHA256SUMS'], {
      cwd: dir,
    });
    expect((await runCommand(['models', 'verify'], other)).status).toBe(0);
  });
});
