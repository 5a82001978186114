import { describe, expect, it } from 'vitest';
import { assessorOf, marfan } from '../../test/fixtures/marfan-assessment.ts';
import { keptRun } from './kept-run.ts';
import { differingPaths, replay } from './replay.ts';

const kept = JSON.parse(JSON.stringify(keptRun({ assessment: marfan, model: 'rare-disease', input: { a: 1 } })));

describe('keptRun', () => {
  it('keeps every number and sentence, and no source twice', () => {
    expect(JSON.stringify(kept.differential)).not.toContain('"sources"');
    const [entry] = marfan.differential!.entries;
    expect(kept.differential.entries[0]).toMatchObject({
      id: entry!.id,
      score: entry!.score,
      probability: entry!.probability,
      evidence: entry!.evidence.map(({ weight, reason }) => ({ weight, reason })),
    });
    expect(kept.case).toEqual(marfan.case);
  });

  it('keeps the hash of the input', () => {
    // echo -n '{"a":1}' | sha256sum
    expect(kept.inputHash).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  });
});

describe('replay', () => {
  it('asks the kept model about the kept case, and finds the result identical', async () => {
    const assessor = assessorOf(marfan);
    expect(await replay(kept, assessor)).toEqual({ identical: true, differences: [], versions: [] });
    expect(assessor.requests).toEqual([{ entrance: 'case', case: kept.case, model: 'rare-disease' }]);
  });

  it('finds a difference in the last bit, and says where', async () => {
    const [first, ...others] = marfan.differential!.entries;
    const entries = [{ ...first!, score: first!.score * (1 + Number.EPSILON) }, ...others];
    const moved = { ...marfan, differential: { ...marfan.differential!, entries } };
    expect(await replay(kept, assessorOf(moved))).toMatchObject({
      identical: false,
      differences: ['differential.entries.0.score'],
    });
  });

  it('finds an abstention in place of a differential, and tells of other versions', async () => {
    const { differential: _, ...abstained } = marfan;
    const versions = { ...marfan.versions, model: 'rare-disease 9.9.9' };
    expect(await replay(kept, assessorOf({ ...abstained, versions }))).toEqual({
      identical: false,
      differences: ['differential'],
      versions: ['model: rare-disease 0.1.0 → rare-disease 9.9.9'],
    });
  });
});

describe('differingPaths', () => {
  it('names each leaf that differs, and a missing member as a whole', () => {
    expect(differingPaths({ a: [1, { b: 2 }], c: 3 }, { a: [1, { b: 4 }], d: { e: 1 } })).toEqual(['a.1.b', 'c', 'd']);
    expect(differingPaths(0, -0)).toEqual(['']);
  });
});
