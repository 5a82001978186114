import type { Case } from '../clinical/case.ts';
import type { Criterion, Guideline } from './criterion.ts';
import type { Bilingual, Codes } from './definition.ts';
import { type Facts, factsOf, type Knowledge } from './facts.ts';
import { judge } from './judge.ts';
import { isAmong } from './recorded.ts';
import type { CriterionEvidence, Judged, MissingEvidence } from './truth.ts';
import { both } from './words.ts';

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
  /** What the verdict means, in a sentence; why the criterion does not apply where it is excluded. */
  readonly text?: Bilingual;
  readonly evidence: readonly CriterionEvidence[];
  /** What would decide or refine the verdict. */
  readonly missing: readonly MissingEvidence[];
  readonly guidelines: readonly Guideline[];
  /** The condition is on the record already, by its codes. */
  readonly recorded?: { readonly reference: string; readonly display: string };
}

/** Asks every criterion about a patient, in their order. Pure; the order of the Case's resources does not matter. */
export function evaluateCriteria(
  criteria: readonly Criterion[],
  found: Case,
  knowledge: Knowledge,
): readonly CriterionResult[] {
  const facts = factsOf(found, knowledge);
  return criteria.map((criterion) => evaluateCriterion(criterion, facts));
}

function evaluateCriterion(criterion: Criterion, facts: Facts): CriterionResult {
  const decided = decide(criterion, facts);
  const { id, condition, guidelines } = criterion;
  const recorded = recordedOf(criterion, facts);
  return {
    id,
    label: condition.label,
    codes: condition.codes,
    ...decided,
    evidence: distinct(decided.evidence, factOf),
    missing: distinct(decided.missing, ({ text }) => text.en),
    guidelines,
    ...(recorded === undefined ? {} : { recorded }),
  };
}

type Decided = Pick<CriterionResult, 'verdict' | 'stage' | 'stageLabel' | 'text' | 'evidence' | 'missing'>;

function decide(criterion: Criterion, facts: Facts): Decided {
  const exclusions = (criterion.exclusions ?? []).map(({ when, text }) => ({
    text,
    judged: judge(when, criterion, facts),
  }));
  const excluded = exclusions.find(({ judged }) => judged.truth === true);
  if (excluded) {
    return { verdict: 'not-assessable', text: excluded.text, evidence: excluded.judged.evidence, missing: [] };
  }
  const open = exclusions.filter(({ judged }) => judged.truth === 'unknown');
  if (open.length > 0) return notAssessable(open.map(({ judged }) => judged));

  const passed: Judged[] = [];
  for (const { state, when, text } of criterion.states) {
    const judged = judge(when, criterion, facts);
    if (judged.truth !== true) {
      passed.push(judged);
      continue;
    }
    if (state === 'not-met') return { verdict: state, text, evidence: judged.evidence, missing: [] };
    const stage = stageOf(criterion, facts);
    const undecided = passed.filter(({ truth }) => truth === 'unknown');
    return {
      verdict: state,
      ...stage.named,
      text,
      evidence: [...judged.evidence, ...stage.evidence],
      missing: [...undecided, judged].flatMap(({ missing }) => missing),
    };
  }
  if (passed.some(({ truth }) => truth === 'unknown')) return notAssessable(passed);
  return { verdict: 'not-met', evidence: passed.flatMap(({ evidence }) => evidence), missing: [] };
}

function notAssessable(judged: readonly Judged[]): Decided {
  return {
    verdict: 'not-assessable',
    evidence: judged.flatMap(({ evidence }) => evidence),
    missing: judged.flatMap(({ missing }) => missing),
  };
}

interface Staged {
  readonly named: Pick<CriterionResult, 'stage' | 'stageLabel'>;
  readonly evidence: Judged['evidence'];
}

function stageOf(criterion: Criterion, facts: Facts): Staged {
  const found = (criterion.stages ?? []).flatMap((axis) => {
    for (const { stage, when } of axis) {
      const { truth, evidence } = judge(when, criterion, facts);
      if (truth === true) return [{ stage, label: criterion.stageLabels.get(stage) ?? both(stage), evidence }];
    }
    return [];
  });
  if (found.length === 0) return { named: {}, evidence: [] };
  const stageLabel = {
    en: found.map(({ label }) => label.en).join(' '),
    es: found.map(({ label }) => label.es).join(' '),
  };
  return {
    named: { stage: found.map(({ stage }) => stage).join(' '), stageLabel },
    evidence: found.flatMap(({ evidence }) => evidence),
  };
}

function recordedOf({ condition: { codes } }: Criterion, facts: Facts): CriterionResult['recorded'] {
  const coded = facts.recorded.findLast((entry) => isAmong(entry, codes))?.condition;
  const found = coded ?? facts.case.knownDiagnoses.find(({ ids }) => ids.some((id) => codes.mondo?.includes(id)));
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
