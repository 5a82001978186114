import { rankDiagnoses as rank } from '../../inference/rank.ts';
import { type Draft, filled } from '../draft.ts';

/** How many diagnoses are explained and kept: entrances show fewer. */
const shownDiagnoses = 10;

/** Cuts the ranked list, leaving out what is on the problem list already. */
export function rankDiagnoses(draft: Draft): Draft {
  const { diagnosisOf } = draft.model.package;
  const known = filled(draft, 'case').knownDiagnoses.flatMap(({ ids }) => ids.map((id) => diagnosisOf.get(id)));
  const exclude = new Set(known.filter((place) => place !== undefined));
  return { ...draft, shown: rank(filled(draft, 'scores'), { exclude, top: shownDiagnoses }) };
}
