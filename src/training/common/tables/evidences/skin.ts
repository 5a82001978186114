import { bodyParts } from '../body-parts.ts';
import { broader, type CodeMapping, exact, narrower, related } from '../code-mapping.ts';
import { type EvidenceMapping, type EvidenceValueMapping, symptom } from '../evidence-mapping.ts';

const malarRash = narrower('hpo', 'HP:0025300', 'Malar rash', 'by definition over both cheeks and the nose');

/** Places of lesions: cheeks and nose. */
const lesionPlaces: ReadonlyMap<string, readonly CodeMapping[]> = new Map([
  ['V_108', [malarRash]],
  ['V_109', [malarRash]],
  ['V_122', [malarRash]],
]);

const facialEdema = broader('hpo', 'HP:0000282', 'Facial edema');
const pedalEdema = broader('hpo', 'HP:0010741', 'Pedal edema', 'of the feet and upward to the lower leg');
const peripheralEdema = broader('hpo', 'HP:0012398', 'Peripheral edema');

/** Places of swelling: cheeks, nose, forehead; feet, ankles, shins, calves; thighs. */
const swellingPlaces: ReadonlyMap<string, readonly CodeMapping[]> = new Map([
  ...['V_108', 'V_109', 'V_122', 'V_89'].map((place) => [place, [facialEdema]] as const),
  ...['V_72', 'V_73', 'V_149', 'V_150', 'V_43', 'V_44', 'V_23', 'V_24'].map((place) => [place, [pedalEdema]] as const),
  ...['V_34', 'V_35', 'V_119', 'V_120', 'V_172', 'V_173'].map((place) => [place, [pedalEdema]] as const),
  ...['V_51', 'V_52'].map((place) => [place, [peripheralEdema]] as const),
]);

const placesOf = (codes: ReadonlyMap<string, readonly CodeMapping[]>): readonly EvidenceValueMapping[] =>
  bodyParts.map(([value, label]) => ({ value, label, codes: codes.get(value) ?? [] }));

const yesNo = (yes: CodeMapping): readonly EvidenceValueMapping[] => [
  { value: 'V_10', label: 'no', codes: [] },
  { value: 'V_12', label: 'yes', codes: [yes] },
];

const ofTheSkin = { parent: 'E_129' } as const;

/** Lesions and rash, pallor and flushing, and swelling. */
export const skinEvidences: readonly EvidenceMapping[] = [
  symptom(
    'E_129',
    'Skin lesion, redness or rash',
    [
      narrower('hpo', 'HP:0000988', 'Skin rash'),
      narrower('hpo', 'HP:0010783', 'Erythema'),
      narrower('hpo', 'HP:0001025', 'Urticaria'),
      narrower('hpo', 'HP:0000979', 'Purpura'),
      narrower('hpo', 'HP:0040189', 'Scaling skin'),
      narrower('hpo', 'HP:0200042', 'Skin ulcer'),
      narrower('hpo', 'HP:0200034', 'Papule'),
      narrower('hpo', 'HP:0200037', 'Skin vesicle'),
      narrower('hpo', 'HP:0200039', 'Pustule'),
      narrower('hpo', 'HP:0000964', 'Eczematoid dermatitis'),
      broader('hpo', 'HP:0000951', 'Abnormality of the skin'),
      narrower('snomed', '271807003', 'Eruption of skin'),
      narrower('snomed', '126485001', 'Urticaria'),
      narrower('icd10cm', 'R21', 'Rash and other nonspecific skin eruption'),
      narrower('icd10cm', 'L50', 'Urticaria'),
      narrower('icd10cm', 'L53', 'Other erythematous conditions'),
    ],
    { deniable: false },
  ),
  symptom('E_133', 'Place of the lesions', [], { kind: 'multi', ...ofTheSkin, values: placesOf(lesionPlaces) }),
  symptom('E_130', 'Colour of the lesions', [], {
    kind: 'categorical',
    ...ofTheSkin,
    values: [
      { value: 'V_11', label: 'not applicable', codes: [] },
      { value: 'V_86', label: 'dark', codes: [] },
      { value: 'V_107', label: 'yellow', codes: [] },
      { value: 'V_138', label: 'pale', codes: [] },
      { value: 'V_156', label: 'pink', codes: [] },
      { value: 'V_157', label: 'red', codes: [exact('hpo', 'HP:0010783', 'Erythema')] },
    ],
  }),
  symptom('E_131', 'Peeling lesions', [], {
    kind: 'categorical',
    ...ofTheSkin,
    values: yesNo(exact('hpo', 'HP:0040189', 'Scaling skin')),
  }),
  symptom('E_135', 'Lesions larger than 1 cm', [], {
    kind: 'categorical',
    ...ofTheSkin,
    values: yesNo(narrower('hpo', 'HP:0031364', 'Ecchymosis', 'by definition over 1 cm')),
  }),
  symptom('E_132', 'How far the lesions are raised', [], {
    kind: 'scale',
    ...ofTheSkin,
    unmapped: 'HPO has raised lesions by kind (papule, plaque, wheal), none by degree.',
  }),
  symptom('E_134', 'Pain of the lesions', [broader('hpo', 'HP:0012531', 'Pain')], {
    kind: 'scale',
    ...ofTheSkin,
    unmapped: 'A pain score of the record (72514-3) does not say that it is of the skin.',
  }),
  symptom('E_136', 'Itching of the lesions', [broader('hpo', 'HP:0000989', 'Pruritus')], {
    kind: 'scale',
    ...ofTheSkin,
    unmapped: 'Pruritus is not graded, and may be without lesions.',
  }),
  symptom(
    'E_154',
    'Much paler than usual',
    [
      exact('hpo', 'HP:0000980', 'Pallor'),
      exact('snomed', '398979000', 'Pale complexion'),
      exact('icd10cm', 'R23.1', 'Pallor'),
    ],
    { deniable: false },
  ),
  symptom('E_92', 'Sudden redness of the cheeks', [
    broader('hpo', 'HP:0001041', 'Facial erythema'),
    narrower('hpo', 'HP:0001033', 'Facial flushing after alcohol intake'),
    related('hpo', 'HP:0031284', 'Flushing', 'HPO does not say where'),
  ]),
  symptom('E_151', 'Swelling of a part of the body', [
    narrower('hpo', 'HP:0012398', 'Peripheral edema'),
    narrower('hpo', 'HP:0010741', 'Pedal edema'),
    narrower('hpo', 'HP:0010742', 'Edema of the upper limbs'),
    narrower('hpo', 'HP:0007430', 'Generalized edema'),
    narrower('hpo', 'HP:0000282', 'Facial edema'),
    narrower('hpo', 'HP:0100665', 'Angioedema'),
    narrower('hpo', 'HP:0001004', 'Lymphedema', { except: ['HP:0004788'], note: 'intestinal: not seen' }),
    narrower('hpo', 'HP:0001386', 'Joint swelling'),
    narrower('hpo', 'HP:0001785', 'Ankle swelling'),
    related('hpo', 'HP:0000969', 'Edema', 'HPO files oedema of lungs, brain and retina under it'),
    narrower('snomed', '271809000', 'Peripheral edema'),
    narrower('snomed', '267039000', 'Swollen ankle'),
    narrower('snomed', '41291007', 'Angioedema'),
    narrower('icd10cm', 'R60', 'Edema, not elsewhere classified'),
    narrower('icd10cm', 'T78.3', 'Angioneurotic edema'),
  ]),
  symptom('E_152', 'Place of the swelling', [], { kind: 'multi', parent: 'E_151', values: placesOf(swellingPlaces) }),
];
