import type { Identifier, Reference, RiskAssessment, RiskAssessmentPrediction } from 'fhir/r4.js';
import type { Versions } from '../assessment/assessment.ts';
import { parseReference } from '../fhir/reference.ts';
import { omitEmpty } from '../http/empty-values.ts';
import type { DifferentialEntry } from '../inference/differential.ts';
import { weightOf } from '../inference/joint/groups.ts';
import { percent } from '../inference/percent.ts';
import { citedSources } from './cited-sources.ts';
import { diseaseConcept } from './disease-coding.ts';
import { evidenceExtensions, rounded } from './evidence-extension.ts';
import { abstentionExtension, riskAssessmentProfile } from './extensions.ts';
import { modelDevice, modelDeviceId } from './model-device.ts';
import type { JointPrediction } from './other-predictions.ts';
import { rationaleOf } from './rationale.ts';

/** What a RiskAssessment says, whichever kind of run found it. */
export interface RiskAssessmentContent {
  readonly id: string;
  /** Names the result in an EHR that keeps it, so that it is not kept twice. */
  readonly identifier?: Identifier;
  /** Relative reference, e.g. `Patient/123`; without an id when the patient came without one. */
  readonly patient: string;
  /** ISO 8601 instant at which ages and dates were judged. */
  readonly occurred: string;
  readonly versions: Versions;
  readonly entries: readonly DifferentialEntry[];
  /** Predictions of other lists, and what the probability of a rare disease as such is, for the order of all. */
  readonly others?: { readonly rareProbability: number; readonly predictions: readonly JointPrediction[] };
  /** Why the model abstained, in sentences; empty when it did not. */
  readonly abstentions: readonly string[];
  readonly notes: readonly string[];
}

/**
 * A result as FHIR R4 RiskAssessment (profile `differential-risk-assessment`), with at most `top` predictions. An abstention
 * has none, and says why in an extension.
 */
export function riskAssessment(content: RiskAssessmentContent, top: number): RiskAssessment {
  const { id, identifier, patient, occurred, versions, abstentions, notes } = content;
  const shown = shownEntries(content.entries, top);
  return omitEmpty({
    resourceType: 'RiskAssessment' as const,
    id,
    meta: { profile: [riskAssessmentProfile] },
    contained: [modelDevice(versions)],
    extension: abstentions.map((valueString) => ({ url: abstentionExtension, valueString })),
    identifier: identifier ? [identifier] : [],
    status: 'final' as const,
    method: { text: versions.model },
    subject: subjectReference(patient),
    occurrenceDateTime: occurred,
    performer: { reference: `#${modelDeviceId}` },
    basis: basisOf(shown),
    prediction: inOrder(shown, content.others).slice(0, top),
    note: notes.map((text) => ({ text })),
  });
}

/** All predictions, the likeliest first; a criterion stands where its group begins. */
function inOrder(
  shown: readonly DifferentialEntry[],
  others: RiskAssessmentContent['others'],
): RiskAssessmentPrediction[] {
  if (!others) return shown.map(predictionOf);
  const rare = shown.map((entry) => {
    const overall = entry.probability * others.rareProbability;
    const { rationale, ...prediction } = predictionOf(entry);
    const within = `If a rare disease is the cause: ${percent(entry.probability)}.`;
    const joint = { ...prediction, probabilityDecimal: rounded(overall, 4), rationale: `${within}\n${rationale}` };
    return { weight: overall, prediction: joint };
  });
  const rest = others.predictions.map(({ probability, group, prediction }) => ({
    weight: probability ?? weightOf({ met: group === 'also-possible' ? 'provisional' : 'met' }),
    prediction,
  }));
  return [...rare, ...rest].sort((a, b) => b.weight - a.weight).map(({ prediction }) => prediction);
}

/** A diagnosis without an explanation is not shown. */
const shownEntries = (entries: readonly DifferentialEntry[], top: number) =>
  entries
    .filter(({ evidence }) => evidence.length > 0)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, top);

const predictionOf = (entry: DifferentialEntry): RiskAssessmentPrediction => ({
  extension: evidenceExtensions(entry),
  outcome: diseaseConcept(entry.ids, entry.label),
  // A share from 0 to 1, as in FHIR's own examples; invariant ras-2 only demands that it be ≤ 100.
  probabilityDecimal: rounded(entry.probability, 4),
  rationale: rationaleOf(entry),
});

/** A Patient that came without an id cannot be referred to: the answer stands in the order of the request. */
const subjectReference = (reference: string): Reference =>
  parseReference(reference) ? { reference } : { type: 'Patient', display: 'The patient of the request' };

/** The resources that the shown predictions cite, each once, and how many more they rest on. */
function basisOf(entries: readonly DifferentialEntry[]): Reference[] {
  const findings = entries.flatMap(({ evidence }) => evidence.map(({ sources }) => sources));
  const all = distinctReferences(findings.flat());
  const cited = distinctReferences(findings.flatMap((sources) => citedSources(sources).cited));
  const more = all.size - cited.size;
  return [
    ...Array.from(cited, (reference) => ({ reference })),
    ...(more > 0 ? [{ display: `and ${more} older resources` }] : []),
  ];
}

const distinctReferences = (sources: readonly { readonly reference: string }[]) =>
  new Set(sources.map(({ reference }) => reference).filter((reference) => parseReference(reference)));
