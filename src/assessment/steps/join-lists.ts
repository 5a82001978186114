import type { CriterionResult } from '../../criteria/evaluate.ts';
import type { DifferentialEntry } from '../../inference/differential.ts';
import { type CriterionMet, joinLists as join } from '../../inference/joint/join-lists.ts';
import { rareProbability } from '../../inference/joint/rare-probability.ts';
import { type Draft, filled } from '../draft.ts';
import type { Ports } from '../ports.ts';

/** Share of the rare list, 0 to 1, from which on a disease is listed whatever else is likely: the triage has let the list pass. */
const worthListing = 0.05;

/** Puts rare diseases, common ones and criteria on one scale, and groups them as they are read. */
export function joinLists(draft: Draft, ports: Ports): Draft {
  if (!ports.common && !ports.criteria) return draft;
  const { differential, common, criteria = [] } = draft;
  const joint = join({
    rareProbability: rareShare(draft, ports),
    rare: (differential?.entries ?? []).map((entry) => ({
      ...listed(entry),
      ...{ share: entry.probability, worthListing: entry.probability >= worthListing },
    })),
    common: (common?.entries ?? []).map(({ probability: share, dontMiss, labelEs, ...entry }) => ({
      ...listed(entry),
      ...{ labelEs, share, dontMiss },
    })),
    criteria: criteria.filter(({ recorded }) => !recorded).map(criterionMet),
    known: filled(draft, 'case').knownDiagnoses,
  });
  const recorded = criteria.flatMap(({ label, recorded: record }) =>
    record ? [{ label: label.en, reference: record.reference }] : [],
  );
  return { ...draft, joint: { ...joint, recorded: [...joint.recorded, ...recorded] } };
}

/** Where the ranker abstained, nothing speaks for a rare disease. */
function rareShare({ triage, probabilities, model }: Draft, { prevalences }: Ports): number {
  if (!triage) return 0;
  const { prior } = model.package.triage;
  if (!probabilities || !prevalences) return triage.probability;
  const supposed = { probability: triage.probability, prior: prior.share };
  return rareProbability(supposed, probabilities, prevalences(model.package));
}

const listed = ({ id, ids, label }: Pick<DifferentialEntry, 'id' | 'ids' | 'label'>) => ({ id, ids, label });

const criterionMet = ({ id, label, codes, verdict, dontMiss }: CriterionResult): CriterionMet => ({
  id,
  ids: [id, ...(codes.mondo ?? [])],
  label: label.en,
  labelEs: label.es,
  verdict: verdict === 'met' ? 'met' : 'provisional',
  dontMiss,
});
