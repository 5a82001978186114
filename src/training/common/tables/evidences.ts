import type { EvidenceMapping } from './evidence-mapping.ts';
import { bellyEvidences } from './evidences/belly.ts';
import { breathingEvidences } from './evidences/breathing.ts';
import { circumstanceEvidences } from './evidences/circumstances.ts';
import { generalEvidences } from './evidences/general.ts';
import { headAndThroatEvidences } from './evidences/head-and-throat.ts';
import { familyHistory } from './evidences/history-family.ts';
import { heartAndLungHistory } from './evidences/history-heart-and-lungs.ts';
import { otherHistory } from './evidences/history-other-organs.ts';
import { nerveAndMindEvidences } from './evidences/nerves-and-mind.ts';
import { painEvidences } from './evidences/pain.ts';
import { skinEvidences } from './evidences/skin.ts';

export type { EvidenceKind, EvidenceMapping, EvidenceValueMapping, ObservationMapping } from './evidence-mapping.ts';

/** All 223 evidences of DDXPlus, each with the codes that mean it and what they allow one to conclude. */
export const evidenceMappings: readonly EvidenceMapping[] = [
  ...painEvidences,
  ...generalEvidences,
  ...breathingEvidences,
  ...headAndThroatEvidences,
  ...skinEvidences,
  ...bellyEvidences,
  ...nerveAndMindEvidences,
  ...heartAndLungHistory,
  ...otherHistory,
  ...familyHistory,
  ...circumstanceEvidences,
];
