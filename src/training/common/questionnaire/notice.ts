import { canonicalOf } from '../../../config/canonical.ts';

/** Version of the questionnaire and of what goes with it. */
export const questionnaireVersion = '0.1.0';

/** Ids of evidences and of their values, as codes. */
export const symptomCodes = canonicalOf('CodeSystem', 'symptoms');

/** CC BY 4.0 asks for attribution, a link to the licence, and word of the changes. */
export const ddxplusNotice =
  'Questions, answers and their codes: DDXPlus (Fansi Tchango A, Goel R, Wen Z, Martel J, Ghosn J. DDXPlus: A New Dataset For ' +
  'Automatic Medical Diagnosis. NeurIPS 2022 Datasets and Benchmarks; https://doi.org/10.6084/m9.figshare.20043374), CC BY 4.0 ' +
  '(https://creativecommons.org/licenses/by/4.0/). Changed by Hoofbeats: grouped and ordered, errors of the English mended ' +
  'against the French original, Spanish added.';

/** Elements that the three resources have in common. */
export const published = {
  version: questionnaireVersion,
  status: 'active',
  experimental: false,
  date: '2026-11-21',
  publisher: 'Hoofbeats',
} as const;
