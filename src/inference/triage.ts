import type { TermVector } from '../features/term-vector.ts';
import { closure, type InputVocabulary } from '../features/vocabulary.ts';
import type { Triage } from '../registry/triage.ts';

/** Name of a feature → its value; the same names for every record. */
export type TriageFeatures = Readonly<Record<string, number>>;

/** A patient's findings as the model reads them, and what is known of how common they are (HPO ids). */
export interface TriageReading {
  readonly vector: TermVector;
  /** Findings that may point to a rare disease: not those that only a routine result shows. */
  readonly tellingTerms: ReadonlySet<string>;
  /** What is common among people; every wider term is at least as common. */
  readonly commonTerms: readonly string[];
}

/** What the features are computed from. */
interface Figures {
  /** The highest score of any diagnosis. */
  readonly highest: number;
  /** Number of most specific present findings, at least 1. */
  readonly findings: number;
  /** Their information content together, in nats. */
  readonly information: number;
  /** How many of them tell something and are not common. */
  readonly uncommon: number;
}

/**
 * What tells a patient with a rare disease from one whose findings are common or have nothing to do with each other: how
 * well one diagnosis explains them, measured against how much they say, and how many of them are not what people have.
 */
const features: Readonly<Record<string, (figures: Figures) => number>> = {
  'highest score': ({ highest }) => highest,
  'mean information': ({ findings, information }) => information / findings,
  'uncommon share': ({ findings, uncommon }) => uncommon / findings,
};

/**
 * Features of one patient.
 * @param highest the highest score of any diagnosis
 */
export function triageFeatures(
  highest: number,
  { vector, tellingTerms, commonTerms }: TriageReading,
  vocabulary: InputVocabulary,
): TriageFeatures {
  const findings = mostSpecific(vector, vocabulary);
  const common = closureOf(commonTerms, vocabulary);
  const figures: Figures = {
    highest,
    findings: Math.max(1, findings.length),
    information: findings.reduce((sum, { node }) => sum + vocabulary.informationContent[node]!, 0),
    uncommon: findings.filter(({ term, node }) => tellingTerms.has(term) && !common.has(node)).length,
  };
  return Object.fromEntries(Object.entries(features).map(([name, value]) => [name, value(figures)]));
}

/** Probability, 0 to 1, that some rare disease explains the findings, for the prior that the package states. */
export function triageProbability(
  values: TriageFeatures,
  { intercept, weights }: Pick<Triage, 'intercept' | 'weights'>,
): number {
  let logOdds = intercept;
  for (const [name, weight] of Object.entries(weights)) logOdds += weight * (values[name] ?? 0);
  return 1 / (1 + Math.exp(-logOdds));
}

/** The present findings without those that another finding implies. */
export function mostSpecific({ parts }: TermVector, vocabulary: InputVocabulary): TermVector['parts'] {
  const present = parts.filter(({ status }) => status === 'present');
  const closures = present.map(({ node }) => closure(vocabulary, node));
  return present.filter(({ node }, place) => !closures.some((implied, other) => other !== place && implied.has(node)));
}

// The list comes with the package and is the same for every patient.
const closures = new WeakMap<InputVocabulary, WeakMap<readonly string[], ReadonlySet<number>>>();

function closureOf(terms: readonly string[], vocabulary: InputVocabulary): ReadonlySet<number> {
  const known = closures.get(vocabulary) ?? new WeakMap<readonly string[], ReadonlySet<number>>();
  closures.set(vocabulary, known);
  const cached = known.get(terms);
  if (cached) return cached;
  const nodes = terms.flatMap((term) => vocabulary.nodeOf.get(term) ?? []);
  const found = new Set(nodes.flatMap((node) => [...closure(vocabulary, node)]));
  known.set(terms, found);
  return found;
}
