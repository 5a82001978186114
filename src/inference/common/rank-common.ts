import type { CaseEvidence } from '../../features/case-evidence.ts';
import { activeColumns, present } from '../../features/evidence-vector.ts';
import type { CommonCalibration } from '../../registry/common-calibration.ts';
import type { CommonDiagnosis } from '../../registry/common-labels.ts';
import type { DifferentialEntry } from '../differential.ts';
import type { CommonInference } from './common-inference.ts';
import { type CommonExplainer, explainDiagnosis } from './explain-diagnosis.ts';

/** A diagnosis of the common-disease model with all that is needed to show it. */
export interface CommonEntry extends DifferentialEntry {
  readonly diagnosis: CommonDiagnosis;
  /** How likely a physician would have put it on the differential. */
  readonly belonging: number;
}

/** The ranked list for one patient. */
export interface CommonDifferential {
  readonly entries: readonly CommonEntry[];
  /** The probabilities in the order of the model's outputs: what the next question is chosen by. */
  readonly posterior: Float64Array;
  /** Number of entries that hold the right diagnosis at the calibration's level, if it is one of the model's. */
  readonly conformalSize: number;
  /** Number of evidences known to be present. */
  readonly presentEvidences: number;
}

/** Ranks the diagnoses for what is known of a patient, and explains the first `shown` of them. */
export async function rankCommon(
  known: CaseEvidence,
  shown: number,
  explainer: CommonExplainer,
  inference: CommonInference,
  calibration: CommonCalibration,
): Promise<CommonDifferential> {
  const columns = activeColumns(known.record, explainer.vocabulary);
  const { probabilities, differential } = await inference.score([columns]);
  const order = Array.from(probabilities.keys()).sort((a, b) => probabilities[b]! - probabilities[a]! || a - b);
  const { threshold } = calibration.conformal[known.record.listed ? 'listed' : 'answered'];
  return {
    entries: order.slice(0, shown).map((place, at) => {
      const diagnosis = explainer.diagnoses[place]!;
      const { prior, score, evidence } = explainDiagnosis(known, place, explainer);
      return {
        ...{ rank: at + 1, id: diagnosis.id, ids: idsOf(diagnosis), label: diagnosis.label, diagnosis },
        ...{ probability: probabilities[place]!, belonging: differential[place]! },
        ...{ score, prior, evidence, unknown: [] },
      };
    }),
    posterior: Float64Array.from(probabilities),
    conformalSize: conformalSize(
      order.map((place) => probabilities[place]!),
      threshold,
    ),
    presentEvidences: known.record.states.reduce((count, state) => count + (state === present ? 1 : 0), 0),
  };
}

/** Our id, and those of the disease registers that mean exactly the same. */
function idsOf({ id, codes }: CommonDiagnosis): readonly string[] {
  const registers = ['mondo', 'omim', 'orphanet'];
  return [
    id,
    ...codes.filter(({ system, basis }) => basis === 'exact' && registers.includes(system)).map(({ code }) => code),
  ];
}

/** Length of the shortest head of the list whose probabilities reach the threshold. */
function conformalSize(descending: readonly number[], threshold: number): number {
  let mass = 0;
  const end = descending.findIndex((probability) => {
    mass += probability;
    return mass >= threshold;
  });
  return end < 0 ? descending.length : end + 1;
}
