import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/fixtures/temporary-file.ts';
import { hasSharedData, sharedData } from '../../../test/shared-data.ts';
import { loadTerminology } from '../../terminology/load.ts';
import { codeSystems } from '../../terminology/terminology.ts';
import { compilePhecodeAddon } from './phecode-addon.ts';

describe.skipIf(!hasSharedData)('compilePhecodeAddon (skipped: no shared data)', () => {
  it('makes maps that the terminology takes as they are', async () => {
    const extra = temporaryFolder();
    const codes = await compilePhecodeAddon({ data: sharedData, out: extra });
    expect([...codes.keys()].map((id) => `ConceptMap-${id}.json.gz`).sort()).toEqual(readdirSync(extra).sort());
    const terminology = loadTerminology({ extra });
    // 280.1 Iron deficiency anemia secondary to inadequate dietary iron intake
    const [anemia] = terminology.phenotypes(codeSystems.icd9cm, '2801');
    expect(anemia).toEqual({
      term: 'HP:0001891',
      equivalence: 'relatedto',
      excluded: false,
      map: 'phecodex-icd9cm-hpo',
    });
  });
});
