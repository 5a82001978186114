import type { ScorePart } from '../clinical/scores/score.ts';
import { unitWords } from '../clinical/unit-words.ts';
import { both, said } from './bilingual-text.ts';
import type { Bilingual } from './definition.ts';

/** What scores are made of, by the keys of `src/clinical/scores`. */
export const partNames: ReadonlyMap<string, Bilingual> = new Map(
  Object.entries({
    respiratoryRate: { en: 'respiratory rate', es: 'frecuencia respiratoria' },
    oxygenSaturation: { en: 'oxygen saturation', es: 'saturación de oxígeno' },
    supplementalOxygen: { en: 'supplemental oxygen', es: 'oxígeno suplementario' },
    systolicPressure: { en: 'systolic blood pressure', es: 'presión arterial sistólica' },
    heartRate: { en: 'heart rate', es: 'frecuencia cardíaca' },
    glasgowComaScore: { en: 'Glasgow coma score', es: 'escala de coma de Glasgow' },
    temperature: { en: 'temperature', es: 'temperatura' },
    creatinine: { en: 'creatinine', es: 'creatinina' },
    calcium: { en: 'calcium', es: 'calcio' },
    albumin: { en: 'albumin', es: 'albúmina' },
    aspartateAminotransferase: { en: 'aspartate aminotransferase', es: 'aspartato aminotransferasa' },
    alanineAminotransferase: { en: 'alanine aminotransferase', es: 'alanina aminotransferasa' },
    platelets: { en: 'platelets', es: 'plaquetas' },
    dimer: { en: 'D-dimer', es: 'dímero D' },
    age: { en: 'age', es: 'edad' },
  }),
);

/**
 * The parts that a score rests on, e.g. `respiratory rate 25/min (3), supplemental oxygen (2)`: of a sum of points those
 * that have some, of a formula all. Undefined where there are none.
 */
export function partWords(parts: readonly ScorePart[]): Bilingual | undefined {
  const [first, ...others] = parts
    .filter(({ points }) => points !== 0)
    .map((part) => {
      const points = part.points === undefined ? '' : ` (${part.points})`;
      return said(partNames.get(part.key) ?? part.label, amountOf(part), points);
    });
  return first && others.reduce((text, part) => said(text, ', ', part), first);
}

function amountOf({ value, unit }: ScorePart): Bilingual {
  if (value === undefined) return both('');
  // Nobody tells an age in decimals.
  if (unit === 'a') return { en: ` ${Math.floor(value)} years`, es: ` ${Math.floor(value)} años` };
  const words = unitWords(unit ?? '1');
  return both(` ${Number(value.toPrecision(4))}${words === '' || words.startsWith('/') ? words : ` ${words}`}`);
}
