import { bodyParts } from '../body-parts.ts';
import { broader, type CodeMapping, exact, narrower } from '../code-mapping.ts';
import { type EvidenceMapping, type EvidenceValueMapping, symptom } from '../evidence-mapping.ts';
import { painPlaces } from './pain-places.ts';

const painScore = {
  loinc: '72514-3',
  display: 'Pain severity - 0-10 verbal numeric rating [Score] - Reported',
  source: 'LOINC; Synthea records',
} as const;

const characters: readonly EvidenceValueMapping[] = [
  character('V_11', 'not applicable'),
  character('V_71', 'tearing', [narrower('hpo', 'HP:6000049', 'Chest pain described as ripping or tearing')]),
  character('V_112', 'shooting'),
  character('V_154', 'distressing'),
  character('V_161', 'tender', [exact('hpo', 'HP:0025283', 'Tender')]),
  character('V_179', 'stabbing'),
  character('V_180', 'pulling'),
  character('V_181', 'burning', [narrower('hpo', 'HP:6000420', 'Burning eye sensation')]),
  character('V_182', 'cramping', [narrower('hpo', 'HP:0032155', 'Abdominal cramps')]),
  character('V_183', 'heavy', [narrower('hpo', 'HP:6000048', 'Chest pain described as pressure')]),
  character('V_184', 'throbbing'),
  character('V_191', 'violent'),
  character('V_192', 'sharp', [exact('hpo', 'HP:0025281', 'Sharp')]),
  character('V_193', 'sickening'),
  character('V_196', 'frightening'),
  character('V_198', 'exhausting'),
];

function character(value: string, label: string, codes: readonly CodeMapping[] = []): EvidenceValueMapping {
  return { value, label, codes };
}

const scale = { kind: 'scale', parent: 'E_53' } as const;

/** Pain: where, how, how much, and what changes it. */
export const painEvidences: readonly EvidenceMapping[] = [
  symptom(
    'E_53',
    'Pain',
    [
      exact('hpo', 'HP:0012531', 'Pain'),
      narrower('hpo', 'HP:0002315', 'Headache', 'not below Pain in HPO'),
      narrower('hpo', 'HP:0001681', 'Angina pectoris', 'by definition chest pain'),
      narrower('hpo', 'HP:0032043', 'Odynophagia', 'by definition pain'),
      narrower('hpo', 'HP:0100607', 'Dysmenorrhea', 'painful periods'),
      narrower('hpo', 'HP:0030164', 'Jaw claudication', 'jaw pain while chewing'),
      narrower('hpo', 'HP:6000048', 'Chest pain described as pressure'),
      narrower('hpo', 'HP:6000049', 'Chest pain described as ripping or tearing'),
      exact('snomed', '22253000', 'Pain'),
      narrower('snomed', '29857009', 'Chest pain'),
      narrower('snomed', '21522001', 'Abdominal pain'),
      narrower('snomed', '25064002', 'Headache'),
      exact('icd10cm', 'R52', 'Pain, unspecified'),
      narrower('icd10cm', 'G89', 'Pain, not elsewhere classified'),
      narrower('icd10cm', 'R07', 'Pain in throat and chest'),
      narrower('icd10cm', 'R10', 'Abdominal and pelvic pain'),
      narrower('icd10cm', 'R51.9', 'Headache, unspecified'),
      narrower('icd10cm', 'M25.5', 'Pain in joint'),
      narrower('icd10cm', 'M54', 'Dorsalgia'),
      narrower('icd10cm', 'M79.1', 'Myalgia'),
      narrower('icd10cm', 'M79.6', 'Pain in limb, hand, foot, fingers and toes'),
    ],
    { observations: [{ kind: 'measured', ...painScore, unit: '{score}', from: 1 }], deniable: false },
  ),
  symptom('E_55', 'Place of the pain', [], {
    kind: 'multi',
    parent: 'E_53',
    values: bodyParts.map(([value, label]) => ({ value, label, codes: painPlaces.get(value) ?? [] })),
  }),
  symptom('E_57', 'Place to which the pain radiates', [exact('hpo', 'HP:6000684', 'Radiating pain')], {
    kind: 'multi',
    parent: 'E_53',
    // Referred pain is no finding of the place where it is felt.
    values: bodyParts.map(([value, label]) => ({ value, label, codes: [] })),
  }),
  symptom('E_54', 'Character of the pain', [], { kind: 'multi', parent: 'E_53', values: characters }),
  symptom('E_56', 'Intensity of the pain', [broader('hpo', 'HP:0012531', 'Pain')], {
    ...scale,
    observations: [{ kind: 'score', ...painScore }],
  }),
  symptom('E_59', 'Speed of onset of the pain', [broader('hpo', 'HP:0012531', 'Pain')], {
    ...scale,
    unmapped: 'No code grades how suddenly a pain came from 0 to 10.',
  }),
  symptom('E_58', 'Precision of the place of the pain', [broader('hpo', 'HP:0012531', 'Pain')], {
    ...scale,
    unmapped: 'No code grades how precisely a pain is felt.',
  }),
  symptom('E_14', 'Chest pain at rest', [broader('hpo', 'HP:0100749', 'Chest pain')], {
    unmapped: 'Records of chest pain do not say whether it comes at rest.',
  }),
  symptom('E_220', 'Pain worse on deep breath', [
    narrower('hpo', 'HP:0033771', 'Pleuritic chest pain'),
    narrower('icd10cm', 'R07.1', 'Chest pain on breathing'),
  ]),
  symptom('E_33', 'Pain better on leaning forward', [broader('hpo', 'HP:4000182', 'Positionally dependent pain')], {
    unmapped: 'HPO says that a pain depends on position, not on which.',
  }),
  symptom('E_216', 'Pain worse with movement', [], { unmapped: 'HPO has no modifier for movement of the body.' }),
];
