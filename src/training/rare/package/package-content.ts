import { codeVersion } from '../../../config/version.ts';
import type { Manifest } from '../../../registry/manifest.ts';
import { type Evaluation, evaluationGroup } from '../../../registry/reports.ts';
import type { SourceAttributes } from '../../../registry/source-attributes.ts';
import { channels } from '../ranker/potentials.ts';

export const opset = 18;
const packageVersion = '0.2.0';

const licences: Manifest['licences'] = [
  {
    source: 'Human Phenotype Ontology and its disease annotations',
    licence: 'HPO licence: free use, cite, unmodified',
    url: 'https://human-phenotype-ontology.github.io/license.html',
  },
  { source: 'ORPHApackets (Orphanet)', licence: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  { source: 'MONDO mappings', licence: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  {
    source: 'phenopacket-store (support cases: terms, diagnosis and publication of published patients)',
    licence: 'BSD-3-Clause',
    url: 'https://github.com/monarch-initiative/phenopacket-store',
  },
];

export function manifestOf(diagnoses: number, knowledge: Readonly<Record<string, string>>): Manifest {
  return {
    id: 'rare-disease',
    version: packageVersion,
    task: 'rare-disease-ranking',
    title: 'Rare diseases ranked by phenotype',
    opset,
    inputs: [
      { name: 'nodes', datatype: 'INT64', shape: [-1, -1] },
      { name: 'coefficients', datatype: 'FP32', shape: [-1, -1, channels.length] },
      { name: 'support', datatype: 'INT64', shape: [1] },
    ],
    outputs: [{ name: 'scores', datatype: 'FP32', shape: [-1, diagnoses] }],
    applicability: {
      minPresentFindings: 2,
      cautionBelowFindings: 4,
      population: 'Patients of any age and sex in whom a rare genetic disease is suspected.',
      exclusions: ['Findings without an HPO term', 'Emergencies and time-critical decisions', 'Use by patients'],
    },
    knowledge: { ...knowledge },
    licences: [...licences],
    code: codeVersion,
  };
}

const missing = 'not provided';

/** The 31 attributes, with what was measured; whatever nobody has examined is "not provided". */
export function sourceAttributesOf(evaluation: Evaluation): SourceAttributes {
  return {
    developer: 'The Hoofbeats project',
    fundingSource: missing,
    outputValue: 'A ranked list of rare diseases, each with a score, a calibrated probability and its evidence.',
    outputType: 'Prediction: a differential diagnosis for consideration.',
    intendedUse: 'To bring rare diseases to mind that fit the phenotype on the record.',
    intendedPopulation: 'Patients of any age in whom a rare genetic disease is suspected.',
    intendedUsers: 'Physicians and genetic counsellors.',
    decisionRole: 'Informs; it neither makes nor excludes a diagnosis.',
    outOfScopeUse:
      'Screening of healthy people, emergencies, prenatal diagnosis, use by patients, excluding a disease.',
    knownRisks:
      'Diseases that no source annotates, names or reports are not candidates; well-published diseases are favoured; probabilities assume that the disease is among the candidates.',
    trainingCriteria:
      'Knowledge: every disease annotated in phenotype.hpoa or ORPHApackets, and diseases of OMIM whose name tells something. Support and weights: published solved cases of phenopacket-store whose disease is a candidate.',
    sensitiveInputs:
      'None of race, ethnicity, language, orientation, identity, sex, birth date or social factors is an input.',
    trainingRepresentativeness: missing,
    trainingRelevance: 'Published cases are more completely phenotyped than records of routine care.',
    fairnessApproach: 'No demographic input; cases of often published diseases count for a little less in the fit.',
    biasMitigation: missing,
    externalValidationSource: missing,
    externalValidationParty: missing,
    externalRepresentativeness: missing,
    externalValidationProcess: missing,
    validityTestData: validityOf(evaluation),
    fairnessTestData: missing,
    validityExternalData: missing,
    fairnessExternalData: missing,
    outcomeReferences: missing,
    validityMonitoring: missing,
    validityLocalData: missing,
    fairnessMonitoring: missing,
    fairnessLocalData: missing,
    updateProcess: 'Retraining with `hoofbeats train rare` when HPO, its annotations or Orphanet publish a release.',
    correctionFrequency: missing,
  };
}

function validityOf(evaluation: Evaluation): string {
  const { cases, metrics } = evaluationGroup(evaluation, 'all', 'with support');
  const percent = (key: string) => `${(100 * metrics[key]!.value).toFixed(1)} %`;
  return `Nested cross-validation by publication on ${cases} published cases over ${evaluation.candidates} candidates: right disease first in ${percent('top1')}, among the first ten in ${percent('top10')}, unreachable diseases as misses; details in evaluation.json.`;
}
