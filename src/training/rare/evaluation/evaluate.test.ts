import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelsDir } from '../../../config/paths.ts';
import { loadModelPackage } from '../../../registry/model-package.ts';
import { entitiesById } from '../cases/entities-by-id.ts';
import { evaluateRare } from './evaluate.ts';

describe('evaluateRare', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hoofbeats-evaluate-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('ranks cases through the shipped model, and counts a disease that is no candidate as a miss', async () => {
    const features = ['HP:0002616', 'HP:0001083', 'HP:0001166', 'HP:0100775'].map((id) => ({ type: { id } }));
    const packets = ['OMIM:154700', 'OMIM:9999999'].map((id) => ({
      id,
      phenotypicFeatures: features,
      diseases: [{ term: { id } }],
    }));
    // Neither an empty profile nor exclusions alone may stop an evaluation.
    const bare = [
      { id: 'empty', diseases: [{ term: { id: 'OMIM:154700' } }] },
      {
        id: 'excluded',
        phenotypicFeatures: [{ type: { id: 'HP:0001250' }, excluded: true }],
        diseases: [{ term: { id: 'OMIM:154700' } }],
      },
    ];
    const phenopackets = join(dir, 'cases.json');
    await writeFile(phenopackets, JSON.stringify([...packets, ...bare]));
    const phases = new Set<string>();
    const result = await evaluateRare({
      package: await loadModelPackage(join(modelsDir, 'rare-disease')),
      phenopackets,
      withoutSupport: true,
      onProgress: ({ phase }) => phases.add(phase),
    });
    // DESIGN §5, the keys that other programs rely on.
    expect(Object.keys(result)).toEqual([
      ...['cases', 'candidates', 'reachable', 'top1', 'top3', 'top5', 'top10', 'top50', 'medianRank', 'macroTop1'],
      ...['macroTop10', 'reachableTop1', 'reachableTop10', 'ece', 'conformal', 'msPerCase'],
    ]);
    expect(result).toMatchObject({ cases: 4, reachable: 3, top1: 0.25, reachableTop1: 1 / 3 });
    expect(phases).toEqual(new Set(['ranking cases']));
  });
});

describe('entitiesById', () => {
  it('finds every candidate of an id', () => {
    const places = entitiesById([{ ids: ['OMIM:1', 'ORPHA:5'] }, { ids: ['OMIM:2', 'ORPHA:5'] }]);
    expect(places.get('ORPHA:5')).toEqual([0, 1]);
    expect(places.get('OMIM:2')).toEqual([1]);
    expect(places.get('OMIM:3')).toBeUndefined();
  });
});
