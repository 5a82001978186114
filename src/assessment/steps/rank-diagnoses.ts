import type { Issue } from '../../clinical/issue.ts';
import { rankDiagnoses as rank } from '../../inference/rank.ts';
import { canHave } from '../../inference/sex-limited.ts';
import { isSusceptibility } from '../../inference/susceptibility.ts';
import { type Draft, filled } from '../draft.ts';

/** How many diagnoses are explained and kept: entrances show fewer. */
const shownDiagnoses = 10;

/** Cuts the ranked list, leaving out what is on record already, which is said, what the patient's sex rules out, and traits that are no diagnoses. */
export function rankDiagnoses(draft: Draft): Draft {
  const { diagnosisOf, diagnoses } = draft.model.package;
  const patient = filled(draft, 'case');
  const known = new Set<number>();
  const issues: Issue[] = [];
  for (const { ids, display, reference } of patient.knownDiagnoses) {
    const places = ids.map((id) => diagnosisOf.get(id)).filter((place) => place !== undefined);
    const news = places.filter((place) => !known.has(place));
    for (const place of news) known.add(place);
    if (news.length > 0) {
      const text = `${display} is on record already, so it is not suggested.`;
      issues.push({ severity: 'information', code: 'already-on-record', text, reference });
    }
  }
  const { sex } = patient.subject;
  const isOut = (label: string) => isSusceptibility(label) || !canHave(label, sex);
  const exclude = { has: (place: number) => known.has(place) || isOut(diagnoses[place]!.label) };
  return {
    ...draft,
    case: issues.length === 0 ? patient : Object.freeze({ ...patient, issues: [...patient.issues, ...issues] }),
    shown: rank(filled(draft, 'scores'), { exclude, top: shownDiagnoses }),
  };
}
