import type { InputVocabulary } from '../features/vocabulary.ts';
import type { Profile } from '../registry/profiles.ts';
import type { EvidenceContribution } from './differential.ts';
import { backgroundPhrase, frequencyPhrase, inSentence } from './frequency-words.ts';
import { type Match, matchBelow, matchFinding } from './match.ts';
import { areOpposites } from './opposites.ts';

export interface ReasonRequest {
  readonly node: number;
  readonly status: 'present' | 'excluded';
  readonly direction: EvidenceContribution['direction'];
  /** Name of the disease. */
  readonly disease: string;
  /** Known from measurements alone: how seldom annotators name such a result says nothing of how rare it is. */
  readonly measured: boolean;
  readonly profile: Profile;
  readonly vocabulary: InputVocabulary;
}

type Known = Pick<ReasonRequest, 'disease' | 'profile' | 'vocabulary'>;

/** The sentence that a clinician reads beside a contribution. */
export function reasonFor(request: ReasonRequest): string {
  return request.status === 'present' ? presentReason(request) : excludedReason(request);
}

function presentReason({ node, direction, disease, measured, profile, vocabulary }: ReasonRequest): string {
  const label = vocabulary.labels[node]!;
  if (profile.absent.includes(node)) return `${label} is stated to be absent in ${disease}.`;
  const match = matchFinding(node, profile, vocabulary);
  const known = { disease, profile, vocabulary };
  if (match.kind === 'none') {
    const agreement = direction === 'for' ? '; only its organ system agrees' : '';
    return `${label} is not described in ${disease}${agreement}.`;
  }
  if (match.kind === 'related') return `${relatedPhrase(label, match, known)}.`;
  const rarity = measured ? '' : `, ${backgroundPhrase(vocabulary.background[node]!)}`;
  return `${label}${matchPhrase(match, known)}${rarity}.`;
}

function matchPhrase(
  match: Exclude<Match, { kind: 'none' | 'related' }>,
  { disease, profile, vocabulary }: Known,
): string {
  const annotated = inSentence(vocabulary.labels[match.annotation.node]!);
  const frequency = frequencyPhrase(match.annotation.frequency, disease, profile.inferred);
  switch (match.kind) {
    case 'exact':
      return `, ${frequency}`;
    case 'special':
      return `: its special form ${annotated} is ${frequency}`;
    case 'general':
      return `: the more general ${annotated} is ${frequency}`;
  }
}

/** Neither rarity nor likeness is claimed: the two share no more than the group, and may even be opposites. */
function relatedPhrase(
  label: string,
  { annotation, ancestor }: Match & { readonly kind: 'related' },
  { disease, profile, vocabulary: { labels } }: Known,
): string {
  const annotated = labels[annotation.node]!;
  const known = `${inSentence(annotated)}, ${frequencyPhrase(annotation.frequency, disease, profile.inferred)}`;
  return areOpposites(label, annotated)
    ? `${label} is the opposite of ${known}; only the disturbance counts (${inSentence(labels[ancestor]!)})`
    : `${label} is not described, but another form of ${inSentence(labels[ancestor]!)} is: ${known}`;
}

function excludedReason({ node, direction, disease, profile, vocabulary }: ReasonRequest): string {
  const label = vocabulary.labels[node]!;
  const absence = `Absence of ${inSentence(label)}`;
  if (profile.absent.includes(node)) return `${absence}, which is as expected in ${disease}.`;
  const match = matchBelow(node, profile, vocabulary);
  if (!match) {
    return `${absence} does not speak against ${disease}, in which it is not described.`;
  }
  const special = inSentence(vocabulary.labels[match.annotation.node]!);
  const subject = match.kind === 'exact' ? 'which is' : `whose special form ${special} is`;
  const verdict = direction === 'against' ? 'counts against it' : 'says little about it';
  return `${absence}, ${subject} ${frequencyPhrase(match.annotation.frequency, disease, profile.inferred)}, ${verdict}.`;
}
