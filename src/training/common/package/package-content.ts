import { codeVersion } from '../../../config/version.ts';
import { type CommonEvaluation, commonGroup } from '../../../registry/common-reports.ts';
import type { Manifest } from '../../../registry/manifest.ts';
import type { SourceAttributes } from '../../../registry/source-attributes.ts';

export const opset = 18;
const packageVersion = '0.1.0';

const licences: Manifest['licences'] = [
  {
    source: 'DDXPlus (Fansi Tchango et al., NeurIPS 2022): answers of synthetic patients, questions, conditions',
    licence: 'CC BY 4.0',
    url: 'https://creativecommons.org/licenses/by/4.0/',
  },
  {
    source: 'Human Phenotype Ontology (identifiers and labels beside evidences and conditions)',
    licence: 'HPO licence: free use, cite, unmodified',
    url: 'https://human-phenotype-ontology.github.io/license.html',
  },
  { source: 'MONDO identifiers', licence: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
];

export function commonManifest(width: number, diagnoses: number): Manifest {
  const perDiagnosis = (name: string) => ({ name, datatype: 'FP32' as const, shape: [-1, diagnoses] });
  return {
    id: 'common-disease',
    version: packageVersion,
    task: 'common-disease-classification',
    title: 'Common and acute diseases from symptoms and history',
    opset,
    inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, width] }],
    outputs: ['scores', 'probabilities', 'differential'].map(perDiagnosis),
    applicability: {
      minPresentFindings: 1,
      cautionBelowFindings: 3,
      population:
        'Patients of any age and sex with a new complaint, mostly of airways, chest, heart, throat, skin or belly.',
      exclusions: [
        `Complaints that none of the ${diagnoses} diagnoses explains: the model cannot say so`,
        'Use by patients',
        'Deciding without a physician',
      ],
    },
    knowledge: { ddxplus: 'NeurIPS 2022 release', hpo: '2024-08-13', mondo: '2026-08-04' },
    licences: [...licences],
    code: codeVersion,
  };
}

const missing = 'not provided';

/** The 31 attributes, with what was measured; whatever nobody has examined is "not provided". */
export function commonAttributes(evaluation: CommonEvaluation): SourceAttributes {
  return {
    developer: 'The Hoofbeats project',
    fundingSource: missing,
    outputValue: `A probability for each of ${evaluation.diagnoses} diagnoses, with its evidence, and the next question to ask.`,
    outputType: 'Prediction: a differential diagnosis for consideration.',
    intendedUse: 'To weigh common and acute causes of a new complaint beside rare ones.',
    intendedPopulation: 'Patients of any age and sex with a new complaint.',
    intendedUsers: 'Physicians.',
    decisionRole: 'Informs; it neither makes nor excludes a diagnosis.',
    outOfScopeUse: 'Use by patients, triage without a physician, excluding a disease, chronic follow-up.',
    knownRisks:
      'It knows a closed list of diagnoses and shares its probabilities out among them, whatever the patient has. It was made from synthetic patients, who answer as their rules say: real ones are vaguer, so its certainty does not carry over.',
    trainingCriteria: 'Patients of DDXPlus: the stratified sample; skewed samples for the differential only.',
    sensitiveInputs:
      'Age in bands and sex, as far as known; no race, ethnicity, language, orientation, identity or other social factor.',
    trainingRepresentativeness:
      'Synthetic patients; frequencies of diseases, ages and sexes are those of the generator, not of a population.',
    trainingRelevance:
      'Rules of a telemedicine product of North America, of 49 pathologies of its adults and children.',
    fairnessApproach:
      'Patients of rare diagnoses count for more in the fit of the network; the prior is corrected afterwards.',
    biasMitigation: missing,
    externalValidationSource: missing,
    externalValidationParty: missing,
    externalRepresentativeness: missing,
    externalValidationProcess: missing,
    validityTestData: validityOf(evaluation),
    fairnessTestData: fairnessOf(evaluation),
    validityExternalData: missing,
    fairnessExternalData: missing,
    outcomeReferences: missing,
    validityMonitoring: missing,
    validityLocalData: missing,
    fairnessMonitoring: missing,
    fairnessLocalData: missing,
    updateProcess: 'Retraining with `hoofbeats train common` when the data or the mappings change.',
    correctionFrequency: missing,
  };
}

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

function validityOf(evaluation: CommonEvaluation): string {
  const shares = [0, 0.5, 0.75].map((hidden) => {
    const { metrics } = commonGroup(evaluation, 'all', 'listed', hidden);
    return `${percent(metrics.top1!.value)} with ${percent(hidden)} of the evidence hidden`;
  });
  return `Cross-validation on synthetic patients: right diagnosis first in ${shares.join(', ')}; details in evaluation.json.`;
}

function fairnessOf(evaluation: CommonEvaluation): string {
  const groups = evaluation.groups.filter(({ name }) => name !== 'all');
  const shares = groups.map(({ name, metrics }) => `${name} ${percent(metrics.top1!.value)}`);
  return `Right diagnosis first with half of the evidence hidden: ${shares.join(', ')}.`;
}
