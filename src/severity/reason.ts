import type { RatedSymptom } from './complaint.ts';
import { type EarlyWarning, signNames, youngestScored } from './early-warning.ts';
import type { Bilingual, Language, StateCode } from './state.ts';
import type { RedFlag } from './tables/red-flags.ts';

/** The rules, the most decisive first. */
export type RuleCode =
  | 'red-flag'
  | 'early-warning-score'
  | 'alarm-symptom'
  | 'duration-unknown'
  | 'long-duration'
  | 'short-duration'
  | 'severe-symptom'
  | 'symptom-score'
  | 'early-warning-not-scored';

/** Why the state is what it is: one rule that was met, in a sentence. */
export interface Reason {
  readonly rule: RuleCode;
  readonly text: Bilingual;
  /** The state that this rule alone would give. */
  readonly state?: StateCode;
  /** HPO ids of the symptoms that it is about. */
  readonly symptoms?: readonly string[];
}

const decimal: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 1 }),
  es: new Intl.NumberFormat('es', { maximumFractionDigits: 1 }),
};

const inBoth = (write: (language: Language) => string): Bilingual => ({ en: write('en'), es: write('es') });
const list = (items: readonly string[]) => items.join(', ');
const ids = (symptoms: readonly RatedSymptom[]) => ({ symptoms: symptoms.map(({ hpo }) => hpo) });

const rated =
  (language: Language) =>
  ({ label, severity }: RatedSymptom) =>
    `${label[language]} ${decimal[language].format(severity)}`;

const lasting =
  (language: Language) =>
  ({ label, durationDays = 0 }: RatedSymptom) =>
    `${label[language]} ${durationDays} ${language === 'en' ? 'days' : 'días'}`;

export function scoreReason(score: number, worst: readonly RatedSymptom[], state: StateCode): Reason {
  const said = (language: Language) => [decimal[language].format(score), list(worst.map(rated(language)))] as const;
  const [en, es] = [said('en'), said('es')];
  return {
    rule: 'symptom-score',
    state,
    ...ids(worst),
    text: {
      en: `The three most severe symptoms average ${en[0]} of 10 (${en[1]}).`,
      es: `Los tres síntomas más intensos promedian ${es[0]} de 10 (${es[1]}).`,
    },
  };
}

export const severeReason = (severe: readonly RatedSymptom[], least: number): Reason => ({
  rule: 'severe-symptom',
  state: 'mild-illness',
  ...ids(severe),
  text: {
    en: `Severe, ${least} or more of 10: ${list(severe.map(rated('en')))}.`,
    es: `De intensidad grave, ${least} o más de 10: ${list(severe.map(rated('es')))}.`,
  },
});

export const alarmReason = (alarming: readonly RatedSymptom[]): Reason => ({
  rule: 'alarm-symptom',
  state: 'acute-illness',
  ...ids(alarming),
  text: {
    en: `Alarm symptom: ${list(alarming.map(rated('en')))} of 10.`,
    es: `Síntoma de alarma: ${list(alarming.map(rated('es')))} de 10.`,
  },
});

export const redFlagReason = ({ en, es }: RedFlag): Reason => ({
  rule: 'red-flag',
  state: 'acute-illness',
  text: { en: `Red flag: ${en}.`, es: `Signo de alarma: ${es}.` },
});

export function earlyWarningReason({ points, complete, signs }: EarlyWarning, state?: StateCode): Reason {
  const told = (language: Language) =>
    list(
      signs.map(({ key, points: own, value, unit = '' }) => {
        const measured = value === undefined ? '' : ` ${decimal[language].format(value)}${unit}`;
        return `${signNames[key][language]}${measured}: ${own}`;
      }),
    );
  const detail = (language: Language) => (signs.length === 0 ? '' : ` (${told(language)})`);
  return {
    rule: 'early-warning-score',
    ...(state !== undefined && { state }),
    text: {
      en: `NEWS2 is ${complete ? '' : 'at least '}${points} of 20${detail('en')}.`,
      es: `NEWS2 es de ${complete ? '' : 'al menos '}${points} de 20${detail('es')}.`,
    },
  };
}

export const notScoredReason = (): Reason => ({
  rule: 'early-warning-not-scored',
  text: {
    en: `The vital signs were not scored: NEWS2 is for people of ${youngestScored} years or more who are not pregnant.`,
    es: `Los signos vitales no se puntuaron: NEWS2 es para personas de ${youngestScored} años o más que no están embarazadas.`,
  },
});

export const longReason = (chronic: readonly RatedSymptom[], days: number, least: number): Reason => ({
  rule: 'long-duration',
  state: 'chronic-illness',
  ...ids(chronic),
  text: inBoth((language) =>
    language === 'en'
      ? `For three months (${days} days) or longer, at ${least} or more of 10: ${list(chronic.map(lasting(language)))}.`
      : `Desde hace tres meses (${days} días) o más, con ${least} o más de 10: ${list(chronic.map(lasting(language)))}.`,
  ),
});

export const shortReason = (score: number): Reason => ({
  rule: 'short-duration',
  state: 'acute-illness',
  text: inBoth((language) =>
    language === 'en'
      ? `The symptoms are almost maximal (${decimal.en.format(score)} of 10) and none of them has lasted three months.`
      : `Los síntomas son casi máximos (${decimal.es.format(score)} de 10) y ninguno dura tres meses.`,
  ),
});

export const unknownDurationReason = (score: number): Reason => ({
  rule: 'duration-unknown',
  state: 'chronic-illness',
  text: inBoth((language) =>
    language === 'en'
      ? `The symptoms are almost maximal (${decimal.en.format(score)} of 10) and no duration was given: by convention this is the highest state. Durations decide between acute and chronic.`
      : `Los síntomas son casi máximos (${decimal.es.format(score)} de 10) y no se indicó su duración: por convención corresponde el estado más alto. La duración decide entre aguda y crónica.`,
  ),
});
