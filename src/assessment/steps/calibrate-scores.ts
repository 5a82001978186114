import { calibrate } from '../../inference/calibrate.ts';
import { type Draft, filled } from '../draft.ts';

/** Turns scores into probabilities, and says how long a list must be to hold the right disease. */
export function calibrateScores(draft: Draft): Draft {
  return { ...draft, ...calibrate(filled(draft, 'scores'), draft.model.package.calibration) };
}
