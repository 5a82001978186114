import { closure, type InputVocabulary } from '../features/vocabulary.ts';
import type { ModelPackage } from '../registry/model-package.ts';
import { type Annotation, type Profile, shareOf } from '../registry/profiles.ts';
import type { SupportCase } from '../registry/support.ts';

/**
 * What is known of a disease, as the explanation tells it: the sources' annotations, and beside them what its support
 * cases show ("seen in 4 of 6 patients", with the publications). A frequency that a source states is left as it is.
 */
export function describedProfile(pkg: ModelPackage, diagnosis: number): Profile {
  const known = remembered.get(pkg) ?? new Map<number, Profile>();
  remembered.set(pkg, known);
  const profile = known.get(diagnosis) ?? describe(pkg, diagnosis);
  known.delete(diagnosis);
  known.set(diagnosis, profile);
  if (known.size > mostRemembered) known.delete(known.keys().next().value!);
  return profile;
}

// One assessment asks for the same profile several times, and the next one mostly for the same diseases.
const remembered = new WeakMap<ModelPackage, Map<number, Profile>>();
const mostRemembered = 1000;

function describe({ profiles, support, vocabulary }: ModelPackage, diagnosis: number): Profile {
  const profile = inWords(profiles.get(diagnosis), vocabulary);
  const cases = support.casesOf(diagnosis);
  if (cases.length === 0) return profile;
  const seen = new Map<number, SupportCase[]>();
  for (const each of cases) for (const node of each.present) seen.set(node, [...(seen.get(node) ?? []), each]);
  const counted = (node: number, own: readonly SupportCase[]): Annotation => ({
    node,
    frequency: `${own.length}/${cases.length}`,
    references: [...new Set(own.map(({ publication }) => publication))],
  });
  // What was only inferred gives way to what has been seen.
  const stated = profile.inferred ? [] : profile.annotations;
  const merged = stated.map((annotation): Annotation => {
    const own = seen.get(annotation.node);
    seen.delete(annotation.node);
    return own && annotation.frequency === undefined && cases.length >= enoughPatients
      ? counted(annotation.node, own)
      : annotation;
  });
  const added = [...seen].map(([node, own]) => counted(node, own));
  return { id: profile.id, absent: profile.absent, annotations: [...merged, ...added] };
}

/** Fewer patients make no frequency where a source has a broader view and states none. */
const enoughPatients = 3;

/** A general term of which this much is owed to one special term below it need not be told beside that. */
const explainedShare = 0.7;

/** An inferred profile lists every node that it implies; told are those that say more than the ones below them. */
function inWords(profile: Profile, vocabulary: InputVocabulary): Profile {
  if (!profile.inferred) return profile;
  const highestBelow = new Map<number, number>();
  for (const { node, frequency } of profile.annotations) {
    const share = shareOf(frequency) ?? 0;
    for (const above of closure(vocabulary, node)) {
      if (above !== node) highestBelow.set(above, Math.max(highestBelow.get(above) ?? 0, share));
    }
  }
  const tells = ({ node, frequency }: Annotation) =>
    (highestBelow.get(node) ?? 0) < explainedShare * (shareOf(frequency) ?? 0);
  return { ...profile, annotations: profile.annotations.filter(tells) };
}
