import type { Complaint, RatedSymptom } from './complaint.ts';
import { type EarlyWarning, earlyWarning } from './early-warning.ts';

/**
 * Cut points of ratings from 0 to 10. Farrar JT et al., Pain 2001;94:149-158: a difference of 2 is the least that matters.
 * Serlin RC et al., Pain 1995;61:277-284: 1-4 mild, 5-6 moderate, 7-10 severe. Borg GA, Med Sci Sports Exerc 1982;14:377-381: 9 is
 * almost maximal. That below 5 is discomfort and from there illness is ours, by the published examples of the five states.
 */
export const cut = { felt: 2, moderate: 5, severe: 7, almostMaximal: 9 } as const;

/**
 * What has lasted three months at the upper end of mild (ours) is chronic. ICD-11 MG30 (chronic pain); US National Center for
 * Health Statistics, NHIS 2018 (chronic condition). In days, with months of 30.
 */
export const chronic = { days: 90, severity: 4 } as const;

/** RCP NEWS2 2017, chart 2: 5 or more, or 3 in a single sign, calls for an urgent response; 1 to 4 is low. */
const urgent = { points: 5, singleSign: 3 } as const;

/** What the rules ask of a complaint. */
export interface Facts extends Complaint {
  /** The three most severe symptoms, and the mean of their ratings: slight ones beside them change nothing. */
  readonly worst: readonly RatedSymptom[];
  readonly score: number;
  readonly severe: readonly RatedSymptom[];
  /** Alarm symptoms, but for those that have been there for three months: known to be alarming now … */
  readonly alarms: readonly RatedSymptom[];
  /** … and such as would be chronic, had they been there for long, which was not said. */
  readonly doubtfulAlarms: readonly RatedSymptom[];
  readonly lasting: readonly RatedSymptom[];
  /** Whether any duration was given. */
  readonly timed: boolean;
  readonly warning?: EarlyWarning | undefined;
  readonly urgentSigns: boolean;
}

export function factsOf(complaint: Complaint): Facts {
  const { symptoms, vitals, ageYears, pregnant } = complaint;
  const worst = symptoms.toSorted((a, b) => b.severity - a.severity).slice(0, 3);
  const alarming = symptoms.filter((symptom) => isAlarming(symptom) && !isLong(symptom));
  const warning = vitals && earlyWarning(vitals, ageYears, pregnant);
  return {
    ...complaint,
    worst,
    score: worst.reduce((sum, { severity }) => sum + severity, 0) / worst.length,
    severe: symptoms.filter(({ severity }) => severity >= cut.severe),
    alarms: alarming.filter((symptom) => !isDoubtful(symptom)),
    doubtfulAlarms: alarming.filter(isDoubtful),
    lasting: symptoms.filter((symptom) => isLong(symptom) && symptom.severity >= chronic.severity),
    timed: symptoms.some(({ durationDays }) => durationDays !== undefined),
    warning,
    urgentSigns: warning !== undefined && isUrgent(warning),
  };
}

const isLong = ({ durationDays = 0 }: RatedSymptom) => durationDays >= chronic.days;

const isAlarming = ({ alarm, severity }: RatedSymptom) =>
  alarm === 'any' ? severity > 0 : alarm === 'almost-maximal' && severity >= cut.almostMaximal;

const isDoubtful = ({ alarm, durationDays }: RatedSymptom) => alarm === 'almost-maximal' && durationDays === undefined;

const isUrgent = ({ points, signs }: EarlyWarning) =>
  points >= urgent.points || signs.some((sign) => sign.points >= urgent.singleSign);
