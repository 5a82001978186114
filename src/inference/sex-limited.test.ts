import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelsDir } from '../config/paths.ts';
import { loadModelPackage } from '../registry/model-package.ts';
import { canHave, canShow } from './sex-limited.ts';

describe('canHave', () => {
  it.each([
    ['Preeclampsia/eclampsia 1', 'male'],
    ['Premature ovarian failure 3', 'male'],
    ['Spermatogenic failure 5', 'female'],
  ] as const)('%s is none of a %s patient', (label, sex) => {
    expect(canHave(label, sex)).toBe(false);
    expect(canHave(label, sex === 'male' ? 'female' : 'male')).toBe(true);
    expect(canHave(label, undefined)).toBe(true);
  });

  it('rules out nothing else', () => {
    expect(canHave('Marfan syndrome', 'male') && canHave('Marfan syndrome', 'female')).toBe(true);
  });
});

describe('canShow', () => {
  it('knows the organs of each sex', async () => {
    const { vocabulary } = await loadModelPackage(join(modelsDir, 'rare-disease'));
    const shows = (term: string, sex: 'male' | 'female' | undefined) =>
      canShow(vocabulary.nodeOf.get(term)!, sex, vocabulary);
    // Absent vas deferens, polycystic ovaries, ectopia lentis
    expect([shows('HP:0012873', 'female'), shows('HP:0012873', 'male')]).toEqual([false, true]);
    expect([shows('HP:0000147', 'male'), shows('HP:0000147', 'female')]).toEqual([false, true]);
    expect([shows('HP:0001083', 'male'), shows('HP:0012873', undefined)]).toEqual([true, true]);
  });
});
