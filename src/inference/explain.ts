import type { Finding, FindingSource } from '../clinical/finding.ts';
import { unitSuffix } from '../clinical/unit-words.ts';
import { splitByFinding, type TermVector, type VectorPart } from '../features/term-vector.ts';
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
 * parts, so one run of the same graph, with a row for each part and an empty one for the prior, gives exact shares.
 */
export async function explain(request: ExplainRequest): Promise<readonly Explanation[]> {
  const { package: pkg, port, vector, diagnoses } = request;
  if (diagnoses.length === 0) return [];
  const scores = await port.score([nothing, ...splitByFinding(vector)]);
  const findings = new Map(request.findings.map((finding) => [finding.term, finding]));
  return diagnoses.map((diagnosis) => {
    const prior = scores[diagnosis]!;
    const { label: disease } = pkg.diagnoses[diagnosis]!;
    const profile = describedProfile(pkg, diagnosis);
    const evidence = vector.parts.map((part, place) => {
      const weight = scores[(place + 1) * port.diagnoses + diagnosis]! - prior;
      return contribution(part, weight, findings.get(part.term), { disease, profile, vocabulary: pkg.vocabulary });
    });
    return { prior, evidence: evidence.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)) };
  });
}

const nothing: TermVector = { nodes: new Int32Array(), coefficients: new Float32Array(), parts: [], unused: [] };

function contribution(
  { term, node, status }: VectorPart,
  weight: number,
  finding: Finding | undefined,
  known: Pick<ReasonRequest, 'disease' | 'profile' | 'vocabulary'>,
): EvidenceContribution {
  const direction = Math.abs(weight) < neutral ? 'neutral' : weight > 0 ? 'for' : 'against';
  return {
    finding: term,
    label: finding?.label ?? known.vocabulary.labels[node]!,
    direction,
    weight,
    reason: reasonFor({ node, status, direction, measured: isMeasured(finding), ...known }),
    sources: (finding?.sources ?? []).map((source) => sourceText(source, finding!.label)),
  };
}

const isMeasured = (finding: Finding | undefined) =>
  finding?.sources.every(({ value }) => value !== undefined) === true;

/** What the resource says beyond the finding's own name: the value measured and how it was judged, or other words for it. */
function sourceText({ reference, date, display, value, unit, derivation, certainty }: FindingSource, label: string) {
  const otherWords = display.toLowerCase() === label.toLowerCase() ? '' : `Recorded as “${display}”`;
  const coded = [otherWords, certainty ?? ''].filter((part) => part !== '').join('; ');
  const measured = `${display} ${value}${unitSuffix(unit)}, ${derivation}`;
  return { reference, ...(date === undefined ? {} : { date }), text: value === undefined ? coded : measured };
}
