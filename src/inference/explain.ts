import type { Finding, FindingSource } from '../clinical/finding.ts';
import { unitSuffix } from '../clinical/unit-words.ts';
import { splitByFinding, type TermVector, type VectorPart } from '../features/term-vector.ts';
import type { InputVocabulary } from '../features/vocabulary.ts';
import type { ModelPackage } from '../registry/model-package.ts';
import { describedProfile } from './described-profile.ts';
import type { EvidenceContribution } from './differential.ts';
import type { InferencePort } from './inference-port.ts';
import { type ReasonRequest, reasonFor } from './reason.ts';

export interface ExplainRequest {
  /** The findings that the vector was built from. */
  readonly findings: readonly Finding[];
  readonly package: ModelPackage;
  readonly port: InferencePort;
  readonly vector: TermVector;
  /** Places in the package's diagnoses. */
  readonly diagnoses: readonly number[];
}

/** Why one diagnosis has its score: `prior` + the sum of the weights is the score, to 1e-4. */
export interface Explanation {
  /** Score without any finding. */
  readonly prior: number;
  /** Strongest first, for and against alike. */
  readonly evidence: readonly EvidenceContribution[];
}

/** Weights smaller than this, in score units, do not move a rank. */
const neutral = 0.01;

/**
 * Explains diagnoses, in the order given. The score is linear in the vector, and the vector is the sum of its findings'
 * parts, so the same weights on a row for each part, and on an empty one for the prior, give exact shares.
 */
export async function explain(request: ExplainRequest): Promise<readonly Explanation[]> {
  const { package: pkg, port, vector, diagnoses } = request;
  if (diagnoses.length === 0) return [];
  const scores = await port.score([nothing, ...splitByFinding(vector, pkg.vocabulary)], { diagnoses });
  const findings = new Map(request.findings.map((finding) => [finding.term, finding]));
  const told = vector.parts.map((part) => toldOf(part, findings.get(part.term), pkg.vocabulary));
  return diagnoses.map((diagnosis, at) => {
    const prior = scores[at]!;
    const { label: disease } = pkg.diagnoses[diagnosis]!;
    const known = { disease, profile: describedProfile(pkg, diagnosis), vocabulary: pkg.vocabulary };
    const evidence = told.map((each, place) =>
      contribution(each, scores[(place + 1) * diagnoses.length + at]! - prior, known),
    );
    return { prior, evidence: evidence.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)) };
  });
}

const nothing: TermVector = { nodes: new Int32Array(), coefficients: new Float32Array(), parts: [], unused: [] };

/** What is told of a finding beside every diagnosis alike. */
interface Told extends Pick<EvidenceContribution, 'finding' | 'label' | 'sources'> {
  readonly node: number;
  readonly status: VectorPart['status'];
  readonly measured: boolean;
}

function toldOf({ term, node, status }: VectorPart, finding: Finding | undefined, { labels }: InputVocabulary): Told {
  return {
    finding: term,
    node,
    status,
    label: finding?.label ?? labels[node]!,
    measured: isMeasured(finding),
    sources: finding ? sourcesOf(finding) : [],
  };
}

function contribution(
  { finding, label, sources, node, status, measured }: Told,
  weight: number,
  known: Pick<ReasonRequest, 'disease' | 'profile' | 'vocabulary'>,
): EvidenceContribution {
  const direction = Math.abs(weight) < neutral ? 'neutral' : weight > 0 ? 'for' : 'against';
  const reason = reasonFor({ node, status, direction, measured, ...known });
  return { finding, label, direction, weight, reason, sources };
}

/** The sources of a finding as its contributions cite them. */
export const sourcesOf = ({ sources, label }: Finding): EvidenceContribution['sources'] =>
  sources.map((source) => sourceText(source, label));

const isMeasured = (finding: Finding | undefined) =>
  finding?.sources.every(({ value }) => value !== undefined) === true;

function sourceText(source: FindingSource, label: string) {
  const { reference, date, value } = source;
  const text = value === undefined ? wordsOf(source, label) : measuredText(source, value);
  return date === undefined ? { reference, text } : { reference, date, text };
}

const measuredText = ({ display, unit, derivation }: FindingSource, value: string) =>
  `${display} ${value}${unitSuffix(unit)}, ${derivation}`;

/** What the resource says beyond the finding's own name. */
function wordsOf({ display, certainty = '' }: FindingSource, label: string): string {
  const otherWords = display.toLowerCase() === label.toLowerCase() ? '' : `Recorded as “${display}”`;
  return [otherWords, certainty].filter((part) => part !== '').join('; ');
}
