import { both } from './bilingual-text.ts';
import { compile } from './compile.ts';
import type { Criterion, State } from './criterion.ts';
import type { Bilingual } from './definition.ts';
import type { Facts } from './facts.ts';
import type { Question } from './truth.ts';

type Asked<T> = T & { readonly question: Question<Facts> };

/** A criterion's questions, in the order that they are asked. */
export interface CompiledCriterion {
  readonly exclusions: readonly Asked<{ readonly text: Bilingual }>[];
  readonly states: readonly Asked<Pick<State, 'state' | 'text'>>[];
  /** One list per axis. */
  readonly stages: readonly (readonly Asked<{ readonly stage: string; readonly label: Bilingual }>[])[];
}

const compiled = new WeakMap<Criterion, CompiledCriterion>();

/** The questions of a criterion, which are made once. */
export function compiledCriterion(criterion: Criterion): CompiledCriterion {
  const known = compiled.get(criterion);
  if (known) return known;
  const { exclusions = [], states, stages = [], stageLabels } = criterion;
  const made: CompiledCriterion = {
    exclusions: exclusions.map(({ when, text }) => ({ text, question: compile(when, criterion) })),
    states: states.map(({ state, when, text }) => ({ state, text, question: compile(when, criterion) })),
    stages: stages.map((axis) =>
      axis.map(({ stage, when }) => {
        return { stage, label: stageLabels.get(stage) ?? both(stage), question: compile(when, criterion) };
      }),
    ),
  };
  compiled.set(criterion, made);
  return made;
}
