import type { CodeableConcept, RiskAssessmentPrediction } from 'fhir/r4.js';
import type { Assessment } from '../assessment/assessment.ts';
import type { CommonEntry } from '../assessment/common-result.ts';
import type { CriterionResult } from '../criteria/evaluate.ts';
import type { JointEntry } from '../inference/joint/joint-differential.ts';
import { codeSystems } from '../terminology/terminology.ts';
import { diseaseConcept } from './disease-coding.ts';
import { evidenceExtensions, rounded } from './evidence-extension.ts';
import { groupExtension } from './extensions.ts';
import { rationaleOf } from './rationale.ts';

/** Common diseases and criteria of the joint list as predictions, each with the group that it stands in. */
export function otherPredictions(assessment: Assessment): readonly JointPrediction[] {
  return (assessment.joint?.entries ?? []).flatMap((entry): readonly JointPrediction[] => {
    // What the rare list has is predicted there, with its evidence.
    if (entry.rare !== undefined) return [];
    const criterion = assessment.criteria?.find(({ id }) => id === entry.criterion);
    const common = assessment.common?.entries.find(({ id }) => id === entry.common);
    const prediction = common ? ofCommon(common, entry) : criterion && ofCriterion(criterion);
    if (!prediction) return [];
    const group = { url: groupExtension, valueCode: entry.group };
    const extension = [group, ...(prediction.extension ?? [])];
    return [{ probability: entry.probability, group: entry.group, prediction: { ...prediction, extension } }];
  });
}

/** A prediction with what decides its place among the others. */
export interface JointPrediction {
  /** Over everything that could be the cause; absent where a criterion speaks. */
  readonly probability: number | undefined;
  readonly group: JointEntry['group'];
  readonly prediction: RiskAssessmentPrediction;
}

function ofCommon(common: CommonEntry, { probability = 0, label, ids }: JointEntry): RiskAssessmentPrediction {
  return {
    extension: evidenceExtensions({ ...common, unknown: [] }),
    outcome: withIcd10(diseaseConcept(ids, label), common.icd10cm),
    probabilityDecimal: rounded(probability, 4),
    rationale: rationaleOf({ ...common, unknown: [] }),
  };
}

const withIcd10 = ({ coding = [], text }: CodeableConcept, code: string): CodeableConcept => ({
  coding: [...coding, { system: codeSystems.icd10cm, code }],
  ...(text !== undefined && { text }),
});

const dataAbsent = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

const verdicts = { met: 'Criteria met', provisional: 'Criteria met provisionally' } as const;

function ofCriterion(result: CriterionResult): RiskAssessmentPrediction | undefined {
  const { label, codes, verdict, stageLabel, text, evidence, missing, guidelines } = result;
  const said = verdict === 'met' || verdict === 'provisional' ? verdicts[verdict] : undefined;
  if (said === undefined) return undefined;
  const facts = evidence.map(({ text: fact, reference, date }) =>
    [fact.en, ...(reference === undefined ? [] : [`(${[reference, date].filter(Boolean).join(', ')})`])].join(' '),
  );
  const cited = guidelines.map(
    ({ organisation, title, year, section }) => `${organisation}: ${title}, ${year}, ${section}`,
  );
  const rationale = [
    paragraph(text?.en ?? said),
    paragraph(...facts),
    ...(missing.length > 0 ? [`Not on record: ${missing.map((each) => each.text.en).join('; ')}.`] : []),
    `Guideline: ${cited.join('; ')}.`,
  ].join('\n');
  return {
    outcome: {
      coding: [
        ...(codes.snomed ?? []).slice(0, 1).map((code) => ({ system: codeSystems.snomed, code })),
        ...(codes.mondo ?? []).map((code) => ({ system: codeSystems.mondo, code })),
      ],
      text: stageLabel === undefined ? label.en : `${label.en}, ${stageLabel.en}`,
    },
    // Validators apply ras-2 to what is absent, and fail; a range that says why it is empty passes everywhere.
    probabilityRange: { extension: [{ url: dataAbsent, valueCode: 'not-applicable' }] },
    qualitativeRisk: { text: said },
    rationale,
  };
}

const paragraph = (...sentences: readonly string[]) =>
  sentences.map((sentence) => (sentence.endsWith('.') ? sentence : `${sentence}.`)).join(' ');
