import type { Case } from '../clinical/case.ts';
import { type CompiledCriterion, compiledCriterion } from './compiled-criterion.ts';
import type { Criterion, Guideline } from './criterion.ts';
import type { Bilingual, Codes } from './definition.ts';
import { type Facts, factsOf, type Knowledge } from './facts.ts';
import { latestAmong } from './recorded.ts';
import type { CriterionEvidence, MissingEvidence, Question } from './truth.ts';

export type Verdict = 'met' | 'provisional' | 'not-met' | 'not-assessable';

/** What a guideline's criterion says of a patient. */
export interface CriterionResult {
  readonly id: string;
  readonly label: Bilingual;
  readonly codes: Codes;
  readonly verdict: Verdict;
  /** e.g. `G3a A2`; only of criteria that are met, provisionally or not. */
  readonly stage?: string;
  readonly stageLabel?: Bilingual;
  /** Whether it is worth an interruption where it is not on the record, or only a place in a list. */
  readonly attention: 'card' | 'list';
  /** Met, provisionally or not, and missed it can kill or maim within hours to days. */
  readonly dontMiss: boolean;
  /** What the verdict means, in a sentence; why the criterion does not apply where it is excluded. */
  readonly text?: Bilingual;
  readonly evidence: readonly CriterionEvidence[];
  /** What would decide or refine the verdict. */
  readonly missing: readonly MissingEvidence[];
  readonly guidelines: readonly Guideline[];
  /** The condition is on the record already, by its codes. */
  readonly recorded?: { readonly reference: string; readonly display: string };
}

export interface EvaluateOptions {
  /** Leaves out what is not met and what cannot be assessed, and so the work of saying why. */
  readonly only?: 'met-or-provisional';
}

/** Asks every criterion about a patient, in their order. Pure; the order of the Case's resources does not matter. */
export function evaluateCriteria(
  criteria: readonly Criterion[],
  found: Case,
  knowledge: Knowledge,
  { only }: EvaluateOptions = {},
): readonly CriterionResult[] {
  const facts = factsOf(found, knowledge);
  return criteria.flatMap((criterion) => {
    const decided = decide(compiledCriterion(criterion), facts);
    const isMet = decided.verdict === 'met' || decided.verdict === 'provisional';
    return isMet || only === undefined ? [resultOf(criterion, decided, facts)] : [];
  });
}

/** A verdict with the questions whose answers are its reasons. */
interface Decided {
  readonly verdict: Verdict;
  readonly text?: Bilingual;
  readonly stages?: readonly Stage[];
  readonly evidence: readonly Question<Facts>[];
  readonly missing: readonly Question<Facts>[];
}

type Stage = CompiledCriterion['stages'][number][number];

function decide({ exclusions, states, stages }: CompiledCriterion, facts: Facts): Decided {
  const unknown: Question<Facts>[] = [];
  for (const { question, text } of exclusions) {
    const truth = question.truth(facts);
    if (truth === true) return { verdict: 'not-assessable', text, evidence: [question], missing: [] };
    if (truth === 'unknown') unknown.push(question);
  }
  if (unknown.length > 0) return { verdict: 'not-assessable', evidence: unknown, missing: unknown };

  const passed: Question<Facts>[] = [];
  for (const { state, question, text } of states) {
    const truth = question.truth(facts);
    if (truth === true && state === 'not-met') return { verdict: state, text, evidence: [question], missing: [] };
    if (truth === true) {
      const found = stages.flatMap((axis) => axis.find((stage) => stage.question.truth(facts) === true) ?? []);
      const evidence = [question, ...found.map((stage) => stage.question)];
      return { verdict: state, text, stages: found, evidence, missing: [...unknown, question] };
    }
    passed.push(question);
    if (truth === 'unknown') unknown.push(question);
  }
  if (unknown.length > 0) return { verdict: 'not-assessable', evidence: passed, missing: passed };
  return { verdict: 'not-met', evidence: passed, missing: [] };
}

function resultOf(criterion: Criterion, decided: Decided, facts: Facts): CriterionResult {
  const { id, condition, guidelines } = criterion;
  const { verdict, text, stages = [], evidence, missing } = decided;
  const recorded = recordedOf(condition.codes, facts);
  const inBoth = (words: (stage: Stage) => Bilingual): Bilingual => ({
    en: stages.map((stage) => words(stage).en).join(' '),
    es: stages.map((stage) => words(stage).es).join(' '),
  });
  return {
    id,
    label: condition.label,
    codes: condition.codes,
    verdict,
    ...(stages.length === 0
      ? {}
      : { stage: stages.map(({ stage }) => stage).join(' '), stageLabel: inBoth(({ label }) => label) }),
    attention: attentionTo(criterion, decided),
    dontMiss: mustNotBeMissed(criterion, decided),
    ...(text === undefined ? {} : { text }),
    evidence: distinct(
      evidence.flatMap((question) => question.evidence(facts)),
      factOf,
    ),
    missing: distinct(
      missing.flatMap((question) => question.missing(facts)),
      ({ text: { en } }) => en,
    ),
    guidelines,
    ...(recorded === undefined ? {} : { recorded }),
  };
}

const hasStage = (wanted: readonly string[] | undefined, { stages = [] }: Decided): boolean =>
  wanted === undefined || stages.some(({ stage }) => wanted.includes(stage));

function attentionTo({ attention: { at, stages } }: Criterion, decided: Decided): CriterionResult['attention'] {
  return at === 'card' && hasStage(stages, decided) ? 'card' : 'list';
}

function mustNotBeMissed({ dontMiss }: Criterion, decided: Decided): boolean {
  if (dontMiss === undefined || !hasStage(dontMiss.stages, decided)) return false;
  return decided.verdict === 'met' || (decided.verdict === 'provisional' && dontMiss.verdicts === undefined);
}

function recordedOf(codes: Codes, facts: Facts): CriterionResult['recorded'] {
  const found =
    latestAmong(facts.recorded, codes) ??
    facts.case.knownDiagnoses.find(({ ids }) => ids.some((id) => codes.mondo?.includes(id)));
  return found && { reference: found.reference, display: found.display };
}

/** The same fact may have decided several parts; it is told once, the first time. */
function distinct<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const byKey = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (!byKey.has(key)) byKey.set(key, item);
  }
  return [...byKey.values()];
}

const factOf = ({ text, reference, value, unit }: CriterionEvidence) =>
  value === undefined ? `${text.en}\n${reference ?? ''}` : `${reference}\n${value} ${unit ?? ''}`;
