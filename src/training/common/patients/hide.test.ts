import { describe, expect, it } from 'vitest';
import { absent, present, unknown } from '../../../features/evidence-vector.ts';
import { mulberry32 } from '../../random.ts';
import { tinyVocabulary } from '../graph/weights.fixture.ts';
import type { Example } from './example.ts';
import { type Hiding, hide } from './hide.ts';

const [, pain, place, , journey] = [0, 1, 2, 3, 4];
const [head, chest] = [tinyVocabulary.evidences[place]!.firstValue, tinyVocabulary.evidences[place]!.firstValue + 1];
const patient: Example = {
  ...{ ageYears: 30, sex: 'male', diagnosis: 0, differential: [0], labelSource: 1 },
  reported: [
    { evidence: pain, values: [] },
    { evidence: place, values: [head, chest] },
  ],
};
const draws = (hiding: Hiding, seed = 1) => {
  const random = mulberry32(seed);
  return Array.from({ length: 2000 }, () => hide(patient, hiding, random, tinyVocabulary));
};

describe('hide', () => {
  it('hides nothing with a share of 0', () => {
    const [listed] = draws({ reading: 'listed', share: 0 });
    expect([...listed!.states]).toEqual([unknown, present, present, unknown, unknown]);
    expect(listed!.values).toEqual([head, chest]);
    const [answered] = draws({ reading: 'answered', share: 0 });
    expect([...answered!.states]).toEqual([absent, present, present, absent, absent]);
  });

  it('hides an evidence with all its values, in the given share of draws', () => {
    const records = draws({ reading: 'listed', share: 0.75 });
    const kept = records.filter(({ states }) => states[place] === present);
    expect(kept.length / records.length).toBeCloseTo(0.25, 1);
    expect(kept.every(({ values }) => values.length === 2)).toBe(true);
    expect(records.every(({ states, values }) => states[place] === present || values.length === 0)).toBe(true);
  });

  it('never tells a listed record of anything absent', () => {
    expect(draws({ reading: 'listed', share: 0.5 }).every(({ states }) => !states.includes(absent))).toBe(true);
  });

  it('makes present and absent evidence unknown alike where it is answered', () => {
    const records = draws({ reading: 'answered', share: 0.5 });
    for (const evidence of [pain, journey]) {
      const hidden = records.filter(({ states }) => states[evidence] === unknown);
      expect(hidden.length / records.length).toBeCloseTo(0.5, 1);
    }
  });

  it('hides the same with the same seed', () => {
    const hiding = { reading: 'listed', share: 0.5 } as const;
    expect(draws(hiding)).toEqual(draws(hiding));
    expect(draws(hiding)).not.toEqual(draws(hiding, 2));
  });
});
