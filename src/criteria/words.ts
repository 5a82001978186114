import { reportSource } from '../clinical/case-measurement.ts';
import { limitsBeside } from '../clinical/unit-conversion.ts';
import { unitSuffix } from '../clinical/unit-words.ts';
import { both, said } from './bilingual-text.ts';
import { comparisons, type Sign } from './comparison.ts';
import type { DatedValue } from './dated-value.ts';
import type { Bilingual, Measure } from './definition.ts';
import type { Change, MeasureTest, OutcomeWord } from './expression.ts';
import { isLower, isUpper, thresholdOf } from './judge-value.ts';
import { partWords } from './score-words.ts';
import type { CriterionEvidence, MissingEvidence, Truth } from './truth.ts';

const symbols: Readonly<Record<Sign, string>> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' };

const upperLimit: Bilingual = { en: 'upper limit of normal', es: 'límite superior de la normalidad' };
const lowerLimit: Bilingual = { en: 'lower limit of normal', es: 'límite inferior de la normalidad' };
const ofReport: Bilingual = { en: 'of the report', es: 'del informe' };
const outcomes: Readonly<Record<OutcomeWord, Bilingual>> = {
  positive: { en: 'positive', es: 'positivo' },
  negative: { en: 'negative', es: 'negativo' },
  high: { en: 'high', es: 'alto' },
  low: { en: 'low', es: 'bajo' },
  normal: { en: 'normal', es: 'normal' },
};
const computed: Bilingual = { en: 'computed', es: 'calculado' };
const not: Bilingual = { en: 'not ', es: 'no ' };
const undecided: Bilingual = { en: 'undecided: ', es: 'indeciso: ' };

/** A value with what it was held against: `HbA1c 7.1 % (≥ 6.5 %)`. */
export function valueEvidence(test: MeasureTest, value: DatedValue, measure: Measure, truth: Truth): CriterionEvidence {
  const shown = value.reported ?? value.value;
  const written = shown === undefined ? outcomeOf(value) : both(`${shown.text}${unitSuffix(shown.unit)}`);
  const limits = limitWords(test, value, measure);
  const parts = value.parts && partWords(value.parts);
  const sense = truth === true ? '' : truth === false ? not : undecided;
  return {
    text: said(
      measure.label,
      ' ',
      written,
      value.score === undefined ? '' : said(', ', computed, ` (${value.score})`),
      ...(limits === undefined ? [] : [' (', sense, limits, ')']),
      ...(parts === undefined ? [] : [': ', parts]),
    ),
    reference: value.reference,
    date: value.date,
    ...(shown === undefined ? {} : { value: shown.text }),
    ...(shown?.unit === undefined ? {} : { unit: shown.unit }),
  };
}

function outcomeOf({ outcome, coded }: DatedValue): Bilingual {
  const word = {
    POS: outcomes.positive,
    NEG: outcomes.negative,
    H: outcomes.high,
    L: outcomes.low,
    N: outcomes.normal,
  };
  return outcome === undefined ? both(coded?.join(', ') ?? '') : word[outcome];
}

function limitWords(test: MeasureTest, value: DatedValue, measure: Measure): Bilingual | undefined {
  const parts = [
    ...comparisons(test).map(([sign, operand]): Bilingual => {
      const threshold = thresholdOf(sign, operand, value, measure);
      const amount = threshold === undefined ? '' : amountOf(threshold.limit, threshold.asReported, value, measure);
      const times = (factor: number) => (factor === 1 ? '' : `${factor} × `);
      const source = ownerOf(value);
      const whose = threshold === undefined ? [] : [', ', source];
      if (isUpper(operand)) {
        return said(`${symbols[sign]} ${times(operand.upperLimit)}`, upperLimit, amount && ` ${amount}`, ...whose);
      }
      if (isLower(operand)) {
        return said(`${symbols[sign]} ${times(operand.lowerLimit)}`, lowerLimit, amount && ` ${amount}`, ...whose);
      }
      return both(`${symbols[sign]} ${amount}`);
    }),
    ...(test.is === undefined || value.value === undefined ? [] : [outcomes[test.is]]),
  ];
  const [first, ...others] = parts;
  return first && others.reduce((text, part) => said(text, ', ', part), first);
}

function ownerOf({ limits }: DatedValue): Bilingual | string {
  const source = limits?.()?.source ?? '';
  return source === reportSource ? ofReport : source;
}

/** A limit in the unit that stands beside it. */
function amountOf(limit: number, asReported: boolean, { value, reported }: DatedValue, measure: Measure): string {
  if (value === undefined) return String(limit);
  if (asReported) return `${limit}${unitSuffix(reported?.unit)}`;
  const { shown, unit } = limitsBeside(value, measure);
  return `${shown(Number(limit.toPrecision(6)))}${unitSuffix(unit)}`;
}

/** A rise or fall, as the later of its two values tells it. */
export function changeEvidence(
  change: Change,
  [before, after]: readonly [DatedValue, DatedValue],
  measure: Measure,
  truth: Truth,
): readonly CriterionEvidence[] {
  const amount = 'by' in change ? `Δ ≥ ${amountWords(change.by, measure)}` : `× ${change.ratio}`;
  const told = (value: DatedValue, suffix: readonly (Bilingual | string)[]): CriterionEvidence => {
    const plain = valueEvidence({ measure: '' }, value, measure, truth);
    return { ...plain, text: said(plain.text, ...suffix) };
  };
  const window = both(`${amount}, ${change.withinHours} h`);
  return [told(after, [' (', truth === true ? '' : not, window, ')']), told(before, [])];
}

function amountWords(by: number | Readonly<Record<string, number>>, measure: Measure): string {
  const stated = typeof by === 'number' ? { [measure.unit]: by } : by;
  return Object.entries(stated)
    .map(([unit, amount]) => `${amount}${unitSuffix(unit)}`)
    .join(', ');
}

const daysEn = (days: number) => (days === 1 ? '1 day' : `${days} days`);
const daysEs = (days: number) => (days === 1 ? '1 día' : `${days} días`);

/** Why a measure decides nothing. */
export const lacks = {
  value: { en: 'no result', es: 'sin resultado' },
  recent: (days: number): Bilingual => ({
    en: `no result of the last ${daysEn(days)}`,
    es: `sin resultado en los últimos ${daysEs(days)}`,
  }),
  comparable: {
    en: 'no result that can be compared (unit, range or wording)',
    es: 'sin resultado comparable (unidad, intervalo o texto)',
  },
  repeat: (times: number, days: number | undefined): Bilingual => ({
    en: `${times} such results${days === undefined ? '' : `, ${daysEn(days)} apart or more`}`,
    es: `${times} resultados así${days === undefined ? '' : `, separados ${daysEs(days)} o más`}`,
  }),
  lasting: (days: number): Bilingual => ({
    en: `such results over ${daysEn(days)} or more`,
    es: `resultados así durante ${daysEs(days)} o más`,
  }),
  earlier: (hours: number): Bilingual => ({
    en: `an earlier result within ${hours} hours`,
    es: `un resultado anterior dentro de ${hours} horas`,
  }),
  agreement: { en: 'results of the same time disagree', es: 'los resultados simultáneos se contradicen' },
} as const;

export function missingOf({ label, loinc }: Measure, what: Bilingual): MissingEvidence {
  return { text: said(label, ': ', what), ...(loinc === undefined ? {} : { loinc }) };
}
