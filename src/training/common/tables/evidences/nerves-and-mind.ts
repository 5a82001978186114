import { broader, exact, narrower, related } from '../code-mapping.ts';
import { antecedent, type EvidenceMapping, symptom } from '../evidence-mapping.ts';

/** Consciousness, strength, sensation, movement and mood. */
export const nerveAndMindEvidences: readonly EvidenceMapping[] = [
  symptom('E_159', 'Loss of consciousness', [
    exact('hpo', 'HP:0007185', 'Loss of consciousness'),
    narrower('hpo', 'HP:0001279', 'Syncope'),
    exact('snomed', '419045004', 'Loss of consciousness'),
    narrower('snomed', '271594007', 'Syncope'),
    related('icd10cm', 'R55', 'Syncope and collapse', 'holds pre-syncope too'),
  ]),
  symptom(
    'E_43',
    'Seizure with loss of consciousness, or an absence',
    [
      narrower('hpo', 'HP:0002069', 'Bilateral tonic-clonic seizure'),
      narrower('hpo', 'HP:0011147', 'Typical absence seizure'),
      related('hpo', 'HP:0001250', 'Seizure', 'consciousness may be kept, and convulsive syncope is no seizure'),
    ],
    { deniable: false },
  ),
  symptom('E_82', 'About to faint', [
    exact('hpo', 'HP:0031972', 'Presyncope'),
    related('icd10cm', 'R42', 'Dizziness and giddiness'),
  ]),
  symptom('E_76', 'Slightly dizzy or lightheaded', [
    exact('snomed', '404640003', 'Dizziness'),
    narrower('icd10cm', 'R42', 'Dizziness and giddiness', 'inclusion term: light-headedness'),
    related('hpo', 'HP:0002321', 'Vertigo', 'HPO files dizziness under vertigo, which it defines as spinning'),
  ]),
  symptom('E_39', 'Confusion or disorientation', [
    exact('hpo', 'HP:0001289', 'Confusion'),
    exact('snomed', '286933003', 'Confusional state'),
    narrower('icd10cm', 'R41.0', 'Disorientation, unspecified'),
  ]),
  symptom('E_63', 'Difficulty in articulating words', [
    exact('hpo', 'HP:0001260', 'Dysarthria'),
    narrower('hpo', 'HP:0001350', 'Slurred speech'),
    exact('snomed', '8011004', 'Dysarthria'),
    exact('icd10cm', 'R47.1', 'Dysarthria and anarthria'),
    narrower('icd10cm', 'R47.81', 'Slurred speech'),
  ]),
  symptom(
    'E_156',
    'Weakness of one side of the face',
    [
      narrower('hpo', 'HP:0012799', 'Unilateral facial palsy'),
      broader('hpo', 'HP:0030319', 'Weakness of facial musculature'),
      narrower('icd10cm', 'G51.0', "Bell's palsy"),
      broader('icd10cm', 'R29.810', 'Facial weakness'),
    ],
    { deniable: false },
  ),
  symptom(
    'E_83',
    'Weakness of facial or eye muscles',
    [
      narrower('hpo', 'HP:0030319', 'Weakness of facial musculature'),
      narrower('hpo', 'HP:0000597', 'Ophthalmoparesis', { except: ['HP:0007942'], note: 'internal: of the pupil' }),
      narrower('snomed', '95666008', 'Facial palsy'),
      narrower('icd10cm', 'G51.0', "Bell's palsy"),
      narrower('icd10cm', 'R29.810', 'Facial weakness'),
    ],
    { deniable: false },
  ),
  symptom(
    'E_84',
    'Weakness of both arms or both legs',
    [
      narrower('hpo', 'HP:0002385', 'Paraparesis'),
      narrower('hpo', 'HP:0002273', 'Tetraparesis'),
      broader('hpo', 'HP:0003690', 'Limb muscle weakness'),
      narrower('snomed', '1845001', 'Paraparesis'),
      narrower('snomed', '91327001', 'Tetraparesis'),
      narrower('icd10cm', 'G82', 'Paraplegia (paraparesis) and quadriplegia (quadriparesis)'),
    ],
    { deniable: false },
  ),
  symptom(
    'E_176',
    'Weakness of a limb or of the face, now or before',
    [
      narrower('hpo', 'HP:0003690', 'Limb muscle weakness'),
      narrower('hpo', 'HP:0001269', 'Hemiparesis'),
      narrower('hpo', 'HP:0002301', 'Hemiplegia'),
      narrower('hpo', 'HP:0002385', 'Paraparesis'),
      narrower('hpo', 'HP:0002273', 'Tetraparesis'),
      narrower('hpo', 'HP:0030319', 'Weakness of facial musculature'),
      narrower('snomed', '50582007', 'Hemiplegia'),
      narrower('icd10cm', 'G81', 'Hemiplegia and hemiparesis'),
      narrower('icd10cm', 'G82', 'Paraplegia (paraparesis) and quadriplegia (quadriparesis)'),
      narrower('icd10cm', 'G51.0', "Bell's palsy"),
    ],
    { deniable: false },
  ),
  symptom('E_90', 'Muscle weakness grows with fatigue or stress', [exact('hpo', 'HP:0003473', 'Fatigable weakness')], {
    deniable: false,
  }),
  symptom('E_177', 'Numbness or tingling anywhere', [
    narrower('hpo', 'HP:0003401', 'Paresthesia'),
    narrower('hpo', 'HP:0033748', 'Hypoesthesia'),
    narrower('snomed', '91019004', 'Paresthesia'),
    narrower('icd10cm', 'R20.0', 'Anesthesia of skin'),
    narrower('icd10cm', 'R20.1', 'Hypoesthesia of skin'),
    narrower('icd10cm', 'R20.2', 'Paresthesia of skin'),
  ]),
  symptom(
    'E_93',
    'Numbness or tingling in the feet',
    [
      related('hpo', 'HP:0031006', 'Acroparesthesia', 'holds paresthesia of the hands alone'),
      related('hpo', 'HP:0003401', 'Paresthesia'),
    ],
    { unmapped: 'HPO has no term for paresthesia of the feet.' },
  ),
  symptom('E_157', 'Numbness or tingling of limbs and round the mouth', [related('hpo', 'HP:0003401', 'Paresthesia')], {
    unmapped: 'HPO has no term for paresthesia round the mouth.',
  }),
  symptom('E_193', 'Troublesome muscle spasms', [
    exact('hpo', 'HP:0003394', 'Muscle spasm'),
    narrower('snomed', '55300003', 'Cramp'),
    narrower('icd10cm', 'M62.838', 'Other muscle spasm'),
    narrower('icd10cm', 'R25.2', 'Cramp and spasm'),
  ]),
  symptom(
    'E_192',
    'Neck spasm that keeps the head from turning',
    [
      narrower('hpo', 'HP:0000473', 'Torticollis'),
      narrower('snomed', '70070008', 'Torticollis'),
      narrower('icd10cm', 'M43.6', 'Torticollis'),
    ],
    { deniable: false },
  ),
  symptom('E_114', 'Irritability or unstable mood', [
    narrower('hpo', 'HP:0000737', 'Irritability'),
    narrower('hpo', 'HP:0000712', 'Emotional lability'),
    narrower('snomed', '18963009', 'Mood swings'),
    narrower('icd10cm', 'R45.4', 'Irritability and anger'),
    narrower('icd10cm', 'R45.86', 'Emotional lability'),
  ]),
  symptom('E_171', 'Feeling detached from oneself or the surroundings', [
    narrower('hpo', 'HP:5200217', 'Depersonalization'),
    narrower('hpo', 'HP:5200218', 'Derealization'),
    narrower('icd10cm', 'F48.1', 'Depersonalization-derealization syndrome'),
  ]),
  symptom(
    'E_111',
    'Feeling of dying or fear of death',
    [related('hpo', 'HP:0033845', 'Sense of impending doom', 'doom need not be death')],
    { unmapped: 'HPO has impending doom, of which fear of death is one form.' },
  ),
  antecedent(
    'E_16',
    'Anxiety',
    [
      exact('hpo', 'HP:0000739', 'Anxiety'),
      exact('snomed', '48694002', 'Anxiety'),
      narrower('icd10cm', 'F41', 'Other anxiety disorders'),
    ],
    { deniable: true },
  ),
];
