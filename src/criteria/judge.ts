import type { Finding } from '../clinical/finding.ts';
import { msPerDay } from '../fhir/date.ts';
import { type Comparison, comparisons } from './comparison.ts';
import type { Criterion } from './criterion.ts';
import type { Expression, PointsTest, RecordedTest } from './expression.ts';
import type { Facts } from './facts.ts';
import { judgeMeasure } from './judge-measure.ts';
import { compare } from './judge-value.ts';
import { isAmong } from './recorded.ts';
import { and, anyAssessed, assessed, atLeast, type Judged, joined, not, or, type Truth, unknownFor } from './truth.ts';
import { both, said } from './words.ts';

/** The names that an expression may use. */
export type Names = Pick<Criterion, 'measures' | 'conditions' | 'clauses'>;

/** The truth of an expression about a patient, with its reasons. Names are known: the loader has checked them. */
export function judge(expression: Expression, names: Names, facts: Facts): Judged {
  const each = (parts: readonly Expression[]) => parts.map((part) => judge(part, names, facts));
  if ('and' in expression) return and(each(expression.and));
  if ('or' in expression) return or(each(expression.or));
  if ('anyAssessed' in expression) return anyAssessed(each(expression.anyAssessed));
  if ('not' in expression) return not(judge(expression.not, names, facts));
  if ('assessed' in expression) return assessed(judge(expression.assessed, names, facts));
  if ('atLeast' in expression) return atLeast(expression.atLeast, each(expression.of));
  if ('points' in expression) return judgePoints(expression, names, facts);
  if ('measure' in expression) {
    return judgeMeasure(expression, named(names.measures, expression.measure), names.measures, facts);
  }
  if ('recorded' in expression) return judgeRecorded(expression, names, facts);
  if ('finding' in expression) return judgeFinding(expression.finding, facts);
  if ('age' in expression) return judgeAge(expression.age, facts);
  if ('sex' in expression) return judgeSex(expression.sex, facts);
  return judge(named(names.clauses, expression.clause), names, facts);
}

function named<T>(table: ReadonlyMap<string, T>, name: string): T {
  const found = table.get(name);
  if (found === undefined) throw new Error(`unknown name ${name}`);
  return found;
}

/**
 * Adds the points of each group's first item that holds. What is not known counts nothing, as in the scores themselves;
 * a patient of whom no item is known has no score.
 */
function judgePoints({ points, ...written }: PointsTest, names: Names, facts: Facts): Judged {
  const counted: Judged[] = [];
  const open: Judged[] = [];
  let known = false;
  let sum = 0;
  for (const { of } of points) {
    for (const item of of) {
      const part = judge(item.when, names, facts);
      if (part.truth === 'unknown') open.push(part);
      else known = true;
      if (part.truth !== true) continue;
      sum += item.points;
      counted.push(withPoints(part, item.points));
      break;
    }
  }
  if (!known) return joined('unknown', [], open);
  return joined(holds(written, sum), counted, open);
}

function withPoints(part: Judged, points: number): Judged {
  const words = { en: points === 1 ? ' point' : ' points', es: points === 1 ? ' punto' : ' puntos' };
  return {
    ...part,
    evidence: part.evidence.map((item) => ({ ...item, text: said(item.text, `: ${points}`, words) })),
  };
}

function holds(written: Comparison, value: number): Truth {
  const exact = { low: value, high: value, lowOpen: false, highOpen: false, text: String(value), unit: undefined };
  return comparisons(written).every(
    ([sign, limit]) => typeof limit === 'number' && compare(exact, sign, limit) === true,
  );
}

/** What is not on the record is taken not to be there; what is only suspected does not count. */
function judgeRecorded({ recorded, active, withinDays }: RecordedTest, names: Names, facts: Facts): Judged {
  const { codes, label } = named(names.conditions, recorded);
  const earliest = withinDays === undefined ? Number.NEGATIVE_INFINITY : facts.at - withinDays * msPerDay;
  const found = facts.recorded.findLast(
    (entry) =>
      !(active && entry.condition.past) &&
      (withinDays === undefined || (entry.condition.instant ?? Number.NEGATIVE_INFINITY) >= earliest) &&
      isAmong(entry, codes),
  );
  if (!found) return { truth: false, evidence: [], missing: [] };
  const { display, reference, date } = found.condition;
  const text = said(label, { en: ' on record: ', es: ' en la historia: ' }, display);
  return { truth: true, evidence: [{ text, reference, ...(date === undefined ? {} : { date }) }], missing: [] };
}

/** A finding, or a more specific one, is present; or it, or a more general one, was excluded. */
function judgeFinding(terms: readonly string[], facts: Facts): Judged {
  const { findings } = facts.case;
  const isA = (term: string, above: string) => term === above || facts.ontology.ancestors(term).has(above);
  const present = findings.find(({ term, status }) => status === 'present' && terms.some((above) => isA(term, above)));
  if (present) return { truth: true, evidence: [findingEvidence(present)], missing: [] };
  const excluded = terms.map((term) =>
    findings.find((finding) => finding.status === 'excluded' && isA(term, finding.term)),
  );
  if (excluded.every((finding) => finding !== undefined)) {
    return { truth: false, evidence: excluded.map(findingEvidence), missing: [] };
  }
  return unknownFor({ text: said({ en: 'finding ', es: 'hallazgo ' }, terms.join(', ')) });
}

function findingEvidence({ label, status, sources }: Finding): Judged['evidence'][number] {
  const [source] = sources;
  const words = status === 'present' ? both('') : { en: ' excluded', es: ' excluido' };
  return {
    text: said(label, words),
    ...(source === undefined ? {} : { reference: source.reference }),
    ...(source?.date === undefined ? {} : { date: source.date }),
    ...(source?.value === undefined ? {} : { value: source.value }),
    ...(source?.unit === undefined ? {} : { unit: source.unit }),
  };
}

function judgeAge(written: Comparison, { case: { subject } }: Facts): Judged {
  const age = subject.ageYears;
  if (age === undefined) return unknownFor({ text: { en: 'age', es: 'edad' } });
  return { truth: holds(written, age), evidence: [], missing: [] };
}

// Which limits were used shows in their words: a line for age or sex itself would tell nothing new.

function judgeSex(sex: 'male' | 'female', { case: { subject } }: Facts): Judged {
  if (subject.sex === undefined) return unknownFor({ text: { en: 'sex', es: 'sexo' } });
  return { truth: subject.sex === sex, evidence: [], missing: [] };
}
