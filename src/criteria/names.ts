import type { Criterion } from './criterion.ts';
import type { Measure } from './definition.ts';
import type { Expression } from './expression.ts';

/** Every expression of a criterion, by where it stands. */
export function expressionsOf(criterion: Criterion): readonly (readonly [where: string, Expression])[] {
  const { exclusions = [], states, stages = [], clauses } = criterion;
  return [
    ...exclusions.map(({ when }, place) => [`exclusions[${place}]`, when] as const),
    ...states.map(({ when }, place) => [`states[${place}]`, when] as const),
    ...stages.flat().map(({ stage, when }) => [`stage ${stage}`, when] as const),
    ...[...clauses].map(([name, clause]) => [`clause ${name}`, clause] as const),
  ];
}

/** The expressions directly inside another. */
export function partsOf(expression: Expression): readonly Expression[] {
  if ('and' in expression) return expression.and;
  if ('or' in expression) return expression.or;
  if ('anyAssessed' in expression) return expression.anyAssessed;
  if ('not' in expression) return [expression.not];
  if ('assessed' in expression) return [expression.assessed];
  if ('atLeast' in expression) return expression.of;
  if ('points' in expression) return expression.points.flatMap(({ of }) => of.map(({ when }) => when));
  return [];
}

/** An expression and all inside it, clauses not followed. */
export function withParts(expression: Expression): readonly Expression[] {
  return [expression, ...partsOf(expression).flatMap(withParts)];
}

/** Names that a criterion uses and nobody has defined, measures without a source of values, stages that are none, and clauses in a circle. */
export function checkNames(criterion: Criterion, scores: ReadonlySet<string>): readonly string[] {
  const { measures, conditions, clauses } = criterion;
  const problems: string[] = [];
  const measureOf = (name: string, where: string): Measure | undefined => {
    const measure = measures.get(name);
    if (measure === undefined) problems.push(`${where} uses the unknown measure ${name}`);
    return measure;
  };
  for (const [where, root] of expressionsOf(criterion)) {
    for (const expression of withParts(root)) {
      if ('measure' in expression) {
        const measure = measureOf(expression.measure, where);
        if (measure) problems.push(...thresholdProblems(expression, measure, where));
      }
      if ('recorded' in expression && !conditions.has(expression.recorded)) {
        problems.push(`${where} uses the unknown condition ${expression.recorded}`);
      }
      if ('clause' in expression && !clauses.has(expression.clause)) {
        problems.push(`${where} uses the unknown clause ${expression.clause}`);
      }
    }
  }
  for (const [name, { loinc, score, ratio, difference }] of measures) {
    if (!loinc && !score && !ratio && !difference) problems.push(`measure ${name} has no source of values`);
    if (score !== undefined && !scores.has(score)) problems.push(`measure ${name} uses the unknown score ${score}`);
    for (const part of [ratio?.of, ratio?.by, difference?.of, difference?.less]) {
      if (part !== undefined && part !== name) measureOf(part, `measure ${name}`);
      if (part === name) problems.push(`measure ${name} is made of itself`);
    }
  }
  problems.push(...unknownStages(criterion));
  if (problems.length === 0) problems.push(...circles(criterion));
  return problems;
}

/** Attention that hangs on a stage which the criterion does not have would never be paid. */
function unknownStages({ stages = [], attention, dontMiss }: Criterion): readonly string[] {
  const known = new Set(stages.flat().map(({ stage }) => stage));
  const named = [
    ...(attention.stages ?? []).map((stage) => ['attention', stage] as const),
    ...(dontMiss?.stages ?? []).map((stage) => ['dontMiss', stage] as const),
  ];
  return named.flatMap(([where, stage]) => (known.has(stage) ? [] : [`${where} names the unknown stage ${stage}`]));
}

/** A threshold by unit must have one in the measure's own, for results in any other. */
function thresholdProblems(expression: Expression, measure: Measure, where: string): readonly string[] {
  return Object.values(expression).flatMap((operand: unknown) => {
    if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) return [];
    const keys = Object.keys(operand);
    const ofOther = keys.some((key) => ['upperLimit', 'lowerLimit', 'withinHours'].includes(key));
    return ofOther || keys.includes(measure.unit) ? [] : [`${where} has no threshold in ${measure.unit}`];
  });
}

function circles({ clauses }: Criterion): readonly string[] {
  const open = new Set<string>();
  const visit = (name: string): boolean => {
    if (open.has(name)) return true;
    open.add(name);
    const clause = clauses.get(name);
    const closed = (clause ? withParts(clause) : []).some((part) => 'clause' in part && visit(part.clause));
    open.delete(name);
    return closed;
  };
  return [...clauses.keys()].filter(visit).map((name) => `clause ${name} is made of itself`);
}
