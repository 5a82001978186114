import type { Extension, Reference, RiskAssessment, RiskAssessmentPrediction } from 'fhir/r4.js';
import type { Assessment } from '../assessment/assessment.ts';
import { parseReference } from '../fhir/reference.ts';
import { omitEmpty } from '../http/empty-values.ts';
import type { DifferentialEntry } from '../inference/differential.ts';
import { citedSources } from './cited-sources.ts';
import { diseaseConcept } from './disease-coding.ts';
import { evidenceExtensions, rounded } from './evidence-extension.ts';
import { abstentionExtension, riskAssessmentProfile } from './extensions.ts';
import { modelDevice, modelDeviceId } from './model-device.ts';
import { notesOf } from './notes.ts';
import { rationaleOf } from './rationale.ts';

/**
 * An assessment as FHIR R4 RiskAssessment (profile `differential-risk-assessment`), with at most `top` predictions.
 * An abstention has none, and says why in an extension and in a note.
 */
export function riskAssessmentOf(assessment: Assessment, top: number): RiskAssessment {
  const { case: case_, versions } = assessment;
  const shown = shownEntries(assessment, top);
  return omitEmpty({
    resourceType: 'RiskAssessment' as const,
    id: assessment.id,
    meta: { profile: [riskAssessmentProfile] },
    contained: [modelDevice(versions)],
    extension: abstentionReasons(assessment),
    status: 'final' as const,
    method: { text: versions.model },
    subject: subjectReference(case_.subject.reference),
    occurrenceDateTime: case_.indexTime,
    performer: { reference: `#${modelDeviceId}` },
    basis: basisOf(shown),
    prediction: shown.map(predictionOf),
    note: notesOf(assessment),
  });
}

/** A diagnosis without an explanation is not shown. */
const shownEntries = ({ differential }: Assessment, top: number) =>
  (differential?.entries ?? [])
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

const abstentionReasons = ({ applicability }: Assessment): Extension[] =>
  applicability.verdict === 'abstain'
    ? applicability.reasons.map(({ text }) => ({ url: abstentionExtension, valueString: text }))
    : [];

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
