import { closure, type InputVocabulary } from '../../../features/vocabulary.ts';
import { type FeatureFile, vocabularyOf } from '../../../registry/feature-file.ts';
import { type ProfileLine, profileOf } from '../../../registry/profiles.ts';
import type { SolvedCase } from '../cases/cases.ts';
import { entitiesById } from '../cases/entities-by-id.ts';
import { knowledgeShares } from '../ranker/knowledge-shares.ts';
import { featureFile, phenotypeNodes } from '../ranker/phenotype-space.ts';
import type { Candidate } from './candidates.ts';
import { compareIds, type DiseaseEntity, mergeEntities } from './entities.ts';
import { inferredProfile } from './inferred-profile.ts';
import type { Knowledge } from './knowledge.ts';
import { type NamedDisease, namedDiseases } from './named-diseases.ts';
import { profileLine } from './profile-lines.ts';

/** Everything that the model may rank, and the nodes that it is described with. */
export interface CandidateList {
  readonly candidates: readonly Candidate[];
  readonly features: FeatureFile;
  readonly vocabulary: InputVocabulary;
}

/**
 * Annotated diseases first, then those that only their name describes, then those that only published cases describe;
 * each part by register and number.
 */
export function candidateList(knowledge: Knowledge, cases: readonly SolvedCase[]): CandidateList {
  const { ontology } = knowledge;
  const nodeOf = phenotypeNodes(ontology);
  const entities = mergeEntities(knowledge);
  const annotated = entities.map((entity): Candidate => ({ ...partsOf(entity), profile: profileLine(entity, nodeOf) }));
  const profiles = annotated.map(({ profile }) => profileOf(profile));
  const features = featureFile(ontology, nodeOf, profiles);
  const vocabulary = vocabularyOf(features);
  const above = vocabulary.ids.map((_, node) => [...closure(vocabulary, node)]);
  const named = namedDiseases(knowledge, entities).map((disease) => {
    const relatives = disease.siblings.map((place) => knowledgeShares(profiles[place]!, vocabulary));
    return namedCandidate(disease, inferredProfile(disease, relatives, nodeOf, above), entities);
  });
  const described = [...annotated, ...named];
  return { candidates: [...described, ...onlySupported(cases, described, knowledge)], features, vocabulary };
}

const partsOf = ({ id, ids, label, flags }: DiseaseEntity) => ({ id, ids, label, flags });

function namedCandidate(
  { id, ids, label, siblings }: NamedDisease,
  shares: ReadonlyMap<number, number>,
  entities: readonly DiseaseEntity[],
): Candidate {
  const profile: ProfileLine = {
    id,
    references: siblings.map((place) => entities[place]!.id),
    annotations: [...shares]
      .sort(([a], [b]) => a - b)
      .map(([node, share]) => [node, `${Number((100 * share).toFixed(1))}%`, []]),
    absent: [],
    inferred: true,
  };
  return { id, ids, label: capitalised(label), flags: ['inferred-profile'], profile };
}

/** Diseases that no source describes and published cases have. */
function onlySupported(
  cases: readonly SolvedCase[],
  described: readonly Candidate[],
  { mondo, mondoLabels }: Knowledge,
): readonly Candidate[] {
  const known = entitiesById(described);
  const labels = new Map<string, string>();
  for (const { diseases, diseaseLabels } of cases) {
    const [id] = diseases;
    if (id === undefined || diseases.some((one) => known.has(one)) || labels.has(id)) continue;
    const own = (mondo.get(id) ?? []).flatMap((one) => mondoLabels.get(one) ?? [])[0];
    labels.set(id, diseaseLabels[id] ?? own ?? id);
  }
  return [...labels]
    .sort(([a], [b]) => compareIds(a, b))
    .map(([id, label]) => ({
      id,
      ids: [id, ...(mondo.get(id) ?? []).filter((other) => !known.has(other))],
      label,
      flags: ['only-support', ...(id.startsWith('OMIM:') ? [] : ['no-omim-entry'])],
      profile: { id, references: [], annotations: [], absent: [] },
    }));
}

const capitalised = (label: string) => label.charAt(0).toUpperCase() + label.slice(1);
