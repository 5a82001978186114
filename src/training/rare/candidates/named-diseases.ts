import { headName, seriesNames } from '../../../terminology/series-name.ts';
import { compareIds, type DiseaseEntity } from './entities.ts';
import type { Knowledge } from './knowledge.ts';
import { mentionedTerms, termNames } from './mentioned-terms.ts';

/** A disease that nobody has annotated, with what its name tells about it. */
export interface NamedDisease {
  /** OMIM id. */
  readonly id: string;
  /** The OMIM id and the MONDO ids of the same disease. */
  readonly ids: readonly string[];
  /** Its name in MONDO. */
  readonly label: string;
  /** Places of the annotated diseases of the same phenotypic series. */
  readonly siblings: readonly number[];
  /** HPO ids of the phenotypes that the name mentions. */
  readonly mentioned: readonly string[];
}

/**
 * Diseases of OMIM that MONDO names and no annotated entity stands for, where the name tells something: its phenotypic
 * series has annotated members, or it mentions phenotypes. Sorted by id.
 */
export function namedDiseases(knowledge: Knowledge, annotated: readonly DiseaseEntity[]): readonly NamedDisease[] {
  const { ontology, mondo, mondoLabels } = knowledge;
  const known = new Set(annotated.flatMap(({ ids }) => ids));
  const series = seriesMembers(annotated, mondoLabels);
  const names = termNames(ontology);
  const found: NamedDisease[] = [];
  for (const [id, mondoIds] of mondo) {
    if (!id.startsWith('OMIM:') || known.has(id)) continue;
    const label = mondoIds.map((one) => mondoLabels.get(one)).find((name) => name !== undefined);
    if (label === undefined || label.startsWith('obsolete ')) continue;
    const siblings = siblingsOf(label, series);
    const mentioned = mentionedTerms(label, names);
    if (siblings.length + mentioned.length === 0) continue;
    if (isSusceptibility(label) && siblings.every((place) => isSusceptibility(annotated[place]!.label))) continue;
    found.push({ id, ids: [id, ...mondoIds], label, siblings, mentioned });
  }
  return found.sort((a, b) => compareIds(a.id, b.id));
}

/** A trait that raises a risk is a diagnosis only where others of its series are diseases. */
const isSusceptibility = (label: string) => /\bsusceptibility\b/i.test(label);

/** The annotated members of the narrowest series that has any. */
function siblingsOf(label: string, series: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const name = [...seriesNames(label), headName(label)].find((key) => series.has(key));
  return name === undefined ? [] : series.get(name)!;
}

/** Name of a series → places of its annotated members, by the register's names and by MONDO's. */
function seriesMembers(
  annotated: readonly DiseaseEntity[],
  mondoLabels: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly number[]> {
  const members = new Map<string, number[]>();
  annotated.forEach(({ label, ids }, place) => {
    const labels = [label, ...ids.flatMap((id) => mondoLabels.get(id) ?? [])];
    for (const name of new Set(labels.flatMap(seriesNames))) {
      const places = members.get(name);
      if (places) places.push(place);
      else members.set(name, [place]);
    }
  });
  return members;
}
