import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasSharedData, sharedData } from '../../../../test/shared-data.ts';
import { loadObographs } from '../../../terminology/obographs.ts';
import { joinedOrgans } from './combining-forms.ts';

const head = ['HP:0000929', 'HP:0000271'];

describe('joinedOrgans', () => {
  it.each([
    ['oculovertebral', ['HP:0000478', 'HP:0000925']],
    ['craniofaciocardiohepatic', [...head, 'HP:0001626', 'HP:0001392']],
    ['auroneurodental', ['HP:0000598', 'HP:0000707', 'HP:0000164']],
  ])('takes %s apart', (word, organs) => {
    expect(joinedOrgans(word)).toEqual(organs);
  });

  it.each(['renal', 'cardiomyopathy', 'neurodevelopmental', ''])('finds no compound in %j', (word) => {
    expect(joinedOrgans(word)).toEqual([]);
  });
});

describe.skipIf(!hasSharedData)('the organs in the real ontology (skipped: no shared data)', () => {
  it('are the regions that they should be', async () => {
    const ontology = await loadObographs(join(sharedData, 'hpo', 'hp.json.gz'));
    const labels = joinedOrgans('cephaloskeletotrichodigitogenitocutaneousmuscularrenal').map(
      (id) => ontology.terms.get(id)?.label,
    );
    expect(labels).toEqual([
      'Abnormality of the head',
      'Abnormality of the skeletal system',
      'Abnormal hair morphology',
      'Abnormal digit morphology',
      'Abnormality of the genital system',
      'Abnormality of the skin',
      'Abnormality of the musculature',
      'Abnormality of the kidney',
    ]);
  });
});
