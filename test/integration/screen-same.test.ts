import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { modelsDir, projectRoot } from '../../src/config/paths.ts';
import { isObject } from '../../src/fhir/json.ts';
import { subjectReference } from '../../src/fhir/reference.ts';
import { resultOf } from '../../src/screening/result-of.ts';
import { openServing } from '../../src/serving.ts';

const data = process.env.HOOFBEATS_DATA ?? join(projectRoot, '..', 'shared', 'data');
const synthea = join(data, 'synthea');
const patients = 60;

type Resource = { readonly resourceType: string; readonly id: string };

function records() {
  const groups = new Map<string, { patient: Resource; resources: Resource[] }>();
  for (const type of ['Patient', 'Condition', 'Observation']) {
    for (const line of gunzipSync(readFileSync(join(synthea, `${type}.ndjson.gz`)))
      .toString('utf8')
      .split('\n')) {
      const resource: unknown = line === '' ? undefined : JSON.parse(line);
      if (!isObject(resource)) continue;
      if (type === 'Patient' && groups.size < patients)
        groups.set(String(resource.id), { patient: resource as unknown as Resource, resources: [] });
      const reference = subjectReference(resource);
      if (reference?.kind === 'resource') groups.get(reference.id)?.resources.push(resource as unknown as Resource);
    }
  }
  return [...groups.values()];
}

describe.skipIf(!existsSync(synthea))('screening beside $differential (needs shared/data/synthea)', () => {
  it('comes to the same verdict, probability and diagnoses', async () => {
    const at = new Date('2026-01-01T00:00:00Z');
    const serving = await openServing({ MODELS_DIR: modelsDir }, { now: () => at });
    try {
      for (const group of records()) {
        const request = { ...group, model: 'rare-disease' };
        const [screened, asked] = [
          resultOf(await serving.assessor.assess({ entrance: 'screening', ...request })),
          resultOf(await serving.assessor.assess({ entrance: 'operation', ...request })),
        ];
        // Nothing is ranked where nothing will be shown.
        const { candidates: _, conformalSize: __, ...same } = screened;
        expect(asked).toMatchObject(same);
      }
    } finally {
      await serving.close();
    }
  }, 60_000);
});
