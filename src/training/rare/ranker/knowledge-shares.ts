import { closure, type InputVocabulary } from '../../../features/vocabulary.ts';
import { type Profile, shareOf } from '../../../registry/profiles.ts';

/** A share that no source gives. Annotated features are common ones, but seldom obligate. */
const unstatedShare = 0.6;
/** Strength of that belief, in patients: "1 of 1" does not mean always. */
const priorPatients = 2;
/** A class such as "frequent" or a bare percentage counts like this many patients. */
const classPatients = 15;

/** Node → expected share of patients, 0 to 1. */
export type Shares = ReadonlyMap<number, number>;

/** One share for each annotated node, drawn from the published frequency towards the unstated one. */
export function directShares({ annotations, inferred }: Profile): Shares {
  return new Map(
    annotations.map(({ node, frequency }) => {
      const share = shareOf(frequency);
      if (inferred) return [node, share ?? unstatedShare];
      const patients = share === undefined ? 0 : patientsOf(frequency!);
      const total = priorPatients + patients;
      return [node, (priorPatients * unstatedShare + patients * (share ?? 0)) / total];
    }),
  );
}

/** Shares of every node that the profile implies. An inferred profile lists them all itself. */
export function knowledgeShares(profile: Profile, vocabulary: InputVocabulary): Shares {
  const direct = directShares(profile);
  return profile.inferred ? direct : propagate(direct, vocabulary);
}

/** A patient shows a general feature when any of the special ones below it is there; they are taken as independent. */
export function propagate(direct: Shares, vocabulary: InputVocabulary): Shares {
  const missing = new Map<number, number>();
  for (const [node, share] of direct) {
    for (const above of closure(vocabulary, node)) missing.set(above, (missing.get(above) ?? 1) * (1 - share));
  }
  return new Map([...missing].map(([node, none]) => [node, 1 - none]));
}

function patientsOf(frequency: string): number {
  const ratio = /^\d+\/(\d+)$/.exec(frequency);
  return ratio ? Number(ratio[1]) : classPatients;
}
