import { news2 } from '../clinical/scores/news2.ts';
import type { Bilingual } from './state.ts';

/** Vital signs as they were measured; what is absent was not measured. */
export interface VitalSigns {
  /** °C */
  readonly temperature?: number;
  /** SpO₂, % */
  readonly oxygenSaturation?: number;
  /** Whether extra oxygen is given. */
  readonly supplementalOxygen?: boolean;
  /** Per minute. */
  readonly respiratoryRate?: number;
  /** Per minute. */
  readonly heartRate?: number;
  /** mmHg */
  readonly systolicPressure?: number;
  readonly consciousness?: 'alert' | 'confusion' | 'voice' | 'pain' | 'unresponsive';
}

/** One vital sign that scores. */
export interface ScoringSign {
  readonly key: keyof typeof signNames;
  readonly points: number;
  /** Absent for consciousness and oxygen. */
  readonly value?: number;
  /** As it is read after a number, e.g. ` mmHg`. */
  readonly unit?: string;
}

/** NEWS2 of what was measured. */
export interface EarlyWarning {
  /** The sum of the points; a lower bound where signs are missing. */
  readonly points: number;
  readonly complete: boolean;
  /** Those with points, highest first. */
  readonly signs: readonly ScoringSign[];
}

/** The signs of NEWS2 in words, by the keys of `src/clinical/scores/news2.ts`. */
export const signNames = {
  respiratoryRate: { en: 'respiratory rate', es: 'frecuencia respiratoria' },
  oxygenSaturation: { en: 'oxygen saturation', es: 'saturación de oxígeno' },
  supplementalOxygen: { en: 'supplemental oxygen', es: 'oxígeno suplementario' },
  systolicPressure: { en: 'systolic blood pressure', es: 'presión arterial sistólica' },
  heartRate: { en: 'heart rate', es: 'frecuencia cardíaca' },
  glasgowComaScore: { en: 'reduced consciousness or new confusion', es: 'conciencia disminuida o confusión nueva' },
  temperature: { en: 'temperature', es: 'temperatura' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const units = new Map<string, string>([
  ['respiratoryRate', '/min'],
  ['oxygenSaturation', ' %'],
  ['systolicPressure', ' mmHg'],
  ['heartRate', '/min'],
  ['temperature', ' °C'],
]);

/** RCP 2017: NEWS2 is for people of 16 years or more. */
export const youngestScored = 16;
// The score asks for the Glasgow coma score, whose 15 is alert; anything below scores alike.
const [alert, notAlert] = [15, 14];

/**
 * NEWS2 (Royal College of Physicians 2017), of the signs that were measured. Without an age the patient counts as an
 * adult. Undefined below 16 years, in pregnancy, and when nothing was measured.
 */
export function earlyWarning(
  vitals: VitalSigns,
  ageYears = youngestScored,
  pregnant = false,
): EarlyWarning | undefined {
  if (ageYears < youngestScored || pregnant) return undefined;
  const { consciousness, supplementalOxygen, ...measured } = vitals;
  const result = news2.compute({
    ageYears,
    measured: {
      ...measured,
      ...(consciousness !== undefined && { glasgowComaScore: consciousness === 'alert' ? alert : notAlert }),
      ...(supplementalOxygen !== undefined && { oxygenFlow: supplementalOxygen ? 1 : 0 }),
    },
  });
  const signs = result.parts
    .filter(({ key }) => key in signNames)
    .map(({ key, points = 0, value }): ScoringSign => {
      const unit = units.get(key);
      return {
        key: key as ScoringSign['key'],
        points,
        ...(value !== undefined && unit !== undefined && { value, unit }),
      };
    });
  if (signs.length === 0) return undefined;
  return {
    points: signs.reduce((sum, { points }) => sum + points, 0),
    complete: result.kind === 'assessed',
    signs: signs.filter(({ points }) => points > 0).toSorted((a, b) => b.points - a.points),
  };
}
