import type { InputVocabulary } from '../../../features/vocabulary.ts';
import type { Profile, ProfileLine } from '../../../registry/profiles.ts';
import type { SupportCase } from '../../../registry/support.ts';
import type { DiseaseFacts } from '../ranker/potentials.ts';
import { knowledgePrototype, type Prototype, updatePrototype } from '../ranker/prototype.ts';

/** A disease that the model may rank, with what is known of it. */
export interface Candidate {
  readonly id: string;
  readonly ids: readonly string[];
  readonly label: string;
  readonly flags: readonly string[];
  readonly profile: ProfileLine;
}

/** What the model knows of a disease before and after its support cases. */
export interface Disease {
  readonly profile: Profile;
  readonly known: Prototype;
  /** Annotated, inferred from its name, or known by support cases only. */
  readonly kind: 'annotated' | 'inferred' | 'supported';
  readonly umbrella: boolean;
}

/** What is known of a disease before its support cases. */
export function diseaseOf(profile: Profile, flags: readonly string[], vocabulary: InputVocabulary): Disease {
  return {
    profile,
    known: knowledgePrototype(profile, vocabulary),
    kind: profile.annotations.length === 0 ? 'supported' : profile.inferred ? 'inferred' : 'annotated',
    umbrella: flags.includes('no-omim-entry'),
  };
}

/** The facts behind a column: a disease by knowledge alone, or with support cases. */
export function factsOf(
  { profile, known, kind, umbrella }: Disease,
  cases: readonly SupportCase[],
  vocabulary: InputVocabulary,
): DiseaseFacts {
  return {
    prototype: updatePrototype(profile, known, cases, vocabulary),
    vocabulary,
    umbrella,
    inferred: kind === 'inferred',
    annotations: profile.annotations.length,
    references: new Set(profile.annotations.flatMap(({ references }) => references)).size,
  };
}
