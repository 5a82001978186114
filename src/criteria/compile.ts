import { comparisons } from './comparison.ts';
import type { Criterion } from './criterion.ts';
import type { Expression } from './expression.ts';
import type { Facts } from './facts.ts';
import { judgeFinding } from './judge-finding.ts';
import { measureJudge } from './judge-measure.ts';
import { judgeRecorded } from './judge-recorded.ts';
import { holds, points } from './points.ts';
import {
  and,
  anyAssessed,
  assessed,
  atLeast,
  type Judged,
  judged,
  not,
  or,
  type Question,
  unknownFor,
} from './truth.ts';

/** The names that an expression may use. */
export type Names = Pick<Criterion, 'measures' | 'conditions' | 'clauses'>;

/** Makes an expression ready to be asked of many patients. Names are known: the loader has checked them. */
export function compile(expression: Expression, names: Names): Question<Facts> {
  const each = (parts: readonly Expression[]) => parts.map((part) => compile(part, names));
  if ('and' in expression) return and(each(expression.and));
  if ('or' in expression) return or(each(expression.or));
  if ('anyAssessed' in expression) return anyAssessed(each(expression.anyAssessed));
  if ('not' in expression) return not(compile(expression.not, names));
  if ('assessed' in expression) return assessed(compile(expression.assessed, names));
  if ('atLeast' in expression) return atLeast(expression.atLeast, each(expression.of));
  if ('points' in expression) {
    const groups = expression.points.map(({ of }) =>
      of.map((item) => ({ points: item.points, question: compile(item.when, names) })),
    );
    return points(groups, comparisons(expression));
  }
  if ('measure' in expression) {
    const measure = named(names.measures, expression.measure);
    return shared(measure, expression, measureJudge(expression, measure, names.measures));
  }
  if ('recorded' in expression) {
    const group = named(names.conditions, expression.recorded);
    return shared(group, expression, (facts) => judgeRecorded(expression, group, facts));
  }
  if ('finding' in expression) return kept((facts) => judgeFinding(expression.finding, facts));
  if ('age' in expression) {
    const written = comparisons(expression.age);
    return kept(({ case: { subject } }) =>
      subject.ageYears === undefined
        ? unknownFor(() => ({ text: { en: 'age', es: 'edad' } }))
        : judged(holds(written, subject.ageYears)),
    );
  }
  // Which limits were used shows in their words: a line for age or sex itself would tell nothing new.
  if ('sex' in expression) {
    return kept(({ case: { subject } }) =>
      subject.sex === undefined
        ? unknownFor(() => ({ text: { en: 'sex', es: 'sexo' } }))
        : judged(subject.sex === expression.sex),
    );
  }
  return compile(named(names.clauses, expression.clause), names);
}

function named<T>(table: ReadonlyMap<string, T>, name: string): T {
  const found = table.get(name);
  if (found === undefined) throw new Error(`unknown name ${name}`);
  return found;
}

/** A question that is worked out once for a patient, however often it is asked. */
function kept(judge: (facts: Facts) => Judged): Question<Facts> {
  const judgedOf = (facts: Facts): Judged => {
    const known = facts.judged.get(judge);
    if (known) return known;
    const made = judge(facts);
    facts.judged.set(judge, made);
    return made;
  };
  return {
    truth: (facts) => judgedOf(facts).truth,
    evidence: (facts) => judgedOf(facts).evidence(),
    missing: (facts) => judgedOf(facts).missing(),
  };
}

const questions = new WeakMap<object, Map<string, Question<Facts>>>();

/** One question for the same test of the same measure or group of conditions, whichever criterion asks it. */
function shared(about: object, test: Expression, judge: (facts: Facts) => Judged): Question<Facts> {
  let known = questions.get(about);
  if (known === undefined) {
    known = new Map();
    questions.set(about, known);
  }
  const key = JSON.stringify(test);
  const question = known.get(key) ?? kept(judge);
  known.set(key, question);
  return question;
}
