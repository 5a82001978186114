import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessSeverity } from './assess-severity.ts';
import type { Complaint, RatedSymptom } from './complaint.ts';
import { publishedExamples } from './published-examples.fixture.ts';
import { states } from './state.ts';
import { symptomNames } from './symptom-names.ts';
import { redFlags } from './tables/red-flags.ts';

const names = symptomNames();

/** `{ fever: 3 }` or, with a duration in days, `{ fever: [3, 10] }`. */
type Ratings = Readonly<Record<string, number | readonly [severity: number, days: number]>>;

function rated(ratings: Ratings): readonly RatedSymptom[] {
  return Object.entries(ratings).map(([name, rating]) => {
    const known = names.byName(name);
    if (!known) throw new Error(`no symptom is called ${name}`);
    return typeof rating === 'number'
      ? { ...known, severity: rating }
      : { ...known, severity: rating[0], durationDays: rating[1] };
  });
}
const assess = (ratings: Ratings, more: Partial<Complaint> = {}) =>
  assessSeverity({ symptoms: rated(ratings), redFlags: [], ...more });
const stateOf = (ratings: Ratings, more?: Partial<Complaint>) => assess(ratings, more).state;

const trifles: Ratings = { fatigue: 2, muscle_pain: 1, dizziness: 1 };
const healthy = {
  respiratoryRate: 16,
  oxygenSaturation: 97,
  supplementalOxygen: false,
  systolicPressure: 120,
  heartRate: 70,
  consciousness: 'alert',
  temperature: 36.8,
} as const;

describe('the five published examples', () => {
  it.each(publishedExamples)('%j → %s', (ratings, state) => {
    expect(states[stateOf(ratings)].es.toUpperCase()).toBe(state);
  });
});

describe('ratings', () => {
  it('are bounded at a mean of 2 and of 5 for the three most severe symptoms', () => {
    expect(stateOf({ cough: 2, fatigue: 2, nausea: 1.9 })).toBe('not-ill');
    expect(stateOf({ cough: 2, fatigue: 2, nausea: 2 })).toBe('mild-discomfort');
    expect(stateOf({ cough: 5, fatigue: 5, nausea: 4.9 })).toBe('mild-discomfort');
    expect(stateOf({ cough: 5, fatigue: 5, nausea: 5 })).toBe('mild-illness');
  });

  it('are not diluted by further symptoms that are slight', () => {
    expect(stateOf({ cough: 5, fatigue: 5, nausea: 5, itching: 0, insomnia: 1, chills: 0 })).toBe('mild-illness');
  });

  it('make an illness when one symptom is severe, from 7', () => {
    expect(stateOf({ headache: 6.9, fatigue: 0, nausea: 0 })).toBe('mild-discomfort');
    expect(stateOf({ headache: 7, fatigue: 0, nausea: 0 })).toBe('mild-illness');
  });

  it('make an acute illness when an alarm symptom is almost maximal, from 9', () => {
    expect(stateOf({ chest_pain: 8.9, fatigue: 0, nausea: 0 })).toBe('mild-illness');
    expect(stateOf({ chest_pain: 9, fatigue: 0, nausea: 0 })).toBe('acute-illness');
    expect(stateOf({ itching: 9, fatigue: 0, nausea: 0 })).toBe('mild-illness');
  });

  it('make an acute illness when a symptom that always alarms is there at all', () => {
    expect(stateOf({ seizure: 0, fatigue: 1, nausea: 1 })).toBe('not-ill');
    expect(stateOf({ seizure: 1, fatigue: 1, nausea: 1 })).toBe('acute-illness');
  });
});

describe('red flags and vital signs', () => {
  it('raise any symptoms to the acute state, with the reason', () => {
    for (const flag of redFlags) {
      const { state, reasons } = assess(trifles, { redFlags: [flag] });
      expect(state).toBe('acute-illness');
      expect(reasons.find(({ rule }) => rule === 'red-flag')?.text).toEqual({
        en: `Red flag: ${flag.en}.`,
        es: `Signo de alarma: ${flag.es}.`,
      });
    }
  });

  it('count from NEWS2 5, or 3 in one sign, and a little below', () => {
    const withVitals = (vitals: Complaint['vitals'] & object) => stateOf(trifles, { vitals });
    expect(withVitals(healthy)).toBe('not-ill');
    expect(withVitals({ ...healthy, temperature: 38.5 })).toBe('mild-discomfort');
    expect(withVitals({ ...healthy, temperature: 39.5, heartRate: 115 })).toBe('mild-discomfort');
    expect(withVitals({ ...healthy, temperature: 39.5, heartRate: 115, oxygenSaturation: 95 })).toBe('acute-illness');
    expect(withVitals({ oxygenSaturation: 91 })).toBe('acute-illness');
    expect(withVitals({ oxygenSaturation: 92 })).toBe('mild-discomfort');
    expect(withVitals({ consciousness: 'confusion' })).toBe('acute-illness');
    expect(withVitals({ consciousness: 'alert' })).toBe('not-ill');
  });

  it('say which sign scored, and that others are missing', () => {
    const told = assess(trifles, { vitals: { oxygenSaturation: 91, heartRate: 95, temperature: 38.5 } });
    const reason = told.reasons.find(({ rule }) => rule === 'early-warning-score');
    expect(reason?.text).toEqual({
      en: 'NEWS2 is at least 5 of 20 (oxygen saturation 91 %: 3, heart rate 95/min: 1, temperature 38.5 °C: 1).',
      es: 'NEWS2 es de al menos 5 de 20 (saturación de oxígeno 91 %: 3, frecuencia cardíaca 95/min: 1, temperatura 38,5 °C: 1).',
    });
    expect(told.earlyWarning).toMatchObject({ points: 5, complete: false });
    expect(assess(trifles, { vitals: healthy }).earlyWarning).toEqual({ points: 0, complete: true, signs: [] });
  });

  it('are not scored in children and in pregnancy, which is said', () => {
    for (const who of [{ ageYears: 15 }, { pregnant: true }]) {
      const { state, reasons, earlyWarning } = assess(trifles, { vitals: { oxygenSaturation: 91 }, ...who });
      expect([state, earlyWarning]).toEqual(['not-ill', undefined]);
      expect(reasons.map(({ rule }) => rule)).toContain('early-warning-not-scored');
    }
  });
});

describe('duration', () => {
  it('makes chronic what has lasted three months at 4 or more', () => {
    expect(stateOf({ joint_pain: [4, 90], fatigue: 2, nausea: 1 })).toBe('chronic-illness');
    expect(stateOf({ joint_pain: [4, 89], fatigue: 2, nausea: 1 })).toBe('mild-discomfort');
    expect(stateOf({ joint_pain: [3.9, 400], fatigue: 2, nausea: 1 })).toBe('mild-discomfort');
    expect(stateOf({ shortness_of_breath: [9, 400], cough: [8, 400], fatigue: [8, 400] })).toBe('chronic-illness');
  });

  it('decides between acute and chronic for the highest ratings', () => {
    const highest = (days: number) =>
      stateOf({ itching: [10, days], cough: [10, days], insomnia: [10, days] } satisfies Ratings);
    expect(highest(10)).toBe('acute-illness');
    expect(highest(120)).toBe('chronic-illness');
    expect(stateOf({ chest_pain: [10, 1], cough: [10, 1], shortness_of_breath: [10, 1] })).toBe('acute-illness');
  });

  it('does not hide what is acute now behind what is old', () => {
    expect(stateOf({ joint_pain: [8, 900], chest_pain: [9, 0], nausea: 1 })).toBe('acute-illness');
    expect(stateOf({ joint_pain: [8, 900], chest_pain: 9, nausea: 1 })).toBe('acute-illness');
    expect(stateOf({ joint_pain: [8, 900], fatigue: 1, nausea: 1 }, { vitals: { oxygenSaturation: 88 } })).toBe(
      'acute-illness',
    );
  });
});

describe('every state', () => {
  const rank = { 'not-ill': 0, 'mild-discomfort': 1, 'mild-illness': 2, 'acute-illness': 3, 'chronic-illness': 3 };
  const pool = ['fever', 'headache', 'chest pain', 'cough', 'seizure', 'itching', 'fatigue'];
  const ratings = fc
    .tuple(...pool.map(() => fc.integer({ min: 0, max: 20 })))
    .map((halves) => Object.fromEntries(pool.map((name, index) => [name, (halves[index] ?? 0) / 2])));

  it('never falls when a rating rises or a symptom is added', () => {
    fc.assert(
      fc.property(ratings, fc.constantFrom(...pool), fc.integer({ min: 1, max: 4 }), (all, name, more) => {
        const before = rank[stateOf(all)];
        expect(rank[stateOf({ ...all, [name]: Math.min(10, (all[name] ?? 0) + more) })]).toBeGreaterThanOrEqual(before);
        expect(rank[stateOf({ ...all, insomnia: more })]).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it('has a rule among its reasons that gives it, and every reason is said in both languages', () => {
    fc.assert(
      fc.property(ratings, (all) => {
        const { state, reasons } = assess(all);
        expect(reasons.map((reason) => reason.state)).toContain(state);
        for (const { text } of reasons) expect(text.en).not.toBe(text.es);
      }),
      { numRuns: 300, seed: 6 },
    );
  });
});
