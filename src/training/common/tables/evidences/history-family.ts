import { broader, exact, narrower, related } from '../code-mapping.ts';
import { antecedent, type EvidenceMapping } from '../evidence-mapping.ts';

/**
 * The family's diseases, and birth. HPO has no terms of family history, and a term of the patient says nothing of the
 * family, except where the question asks for both.
 */
export const familyHistory: readonly EvidenceMapping[] = [
  antecedent('E_165', 'Pneumothorax in the family', [], {
    unmapped: 'ICD-10-CM has no code of its own for it; FamilyMemberHistory would tell.',
  }),
  antecedent(
    'E_25',
    'Cluster headache in the family',
    [broader('icd10cm', 'Z82.0', 'Family history of epilepsy and other diseases of the nervous system')],
    { unmapped: 'ICD-10-CM tells only that a disease of the nervous system is in the family.' },
  ),
  antecedent('E_99', 'Migraine, in the patient or the family', [
    narrower('hpo', 'HP:0002076', 'Migraine'),
    narrower('snomed', '37796009', 'Migraine'),
    narrower('icd10cm', 'G43', 'Migraine'),
  ]),
  antecedent('E_4', 'Croup, in the patient or the family', [
    narrower('hpo', 'HP:0033000', 'Subglottic laryngitis', 'synonym: croup'),
    narrower('snomed', '71186008', 'Croup'),
    narrower('icd10cm', 'J05.0', 'Acute obstructive laryngitis [croup]'),
  ]),
  antecedent(
    'E_26',
    'Anaemia in the family',
    [broader('icd10cm', 'Z83.2', 'Family history of diseases of the blood and blood-forming organs')],
    { unmapped: 'ICD-10-CM tells only that a disease of the blood is in the family.' },
  ),
  antecedent(
    'E_28',
    'Myasthenia gravis in the family',
    [broader('icd10cm', 'Z82.0', 'Family history of epilepsy and other diseases of the nervous system')],
    { unmapped: 'ICD-10-CM tells only that a disease of the nervous system is in the family.' },
  ),
  antecedent('E_86', 'Allergies, hay fever or eczema in the family', [], {
    unmapped: 'ICD-10-CM has no code of its own for it; FamilyMemberHistory would tell.',
  }),
  antecedent('E_87', 'Asthma in the family', [
    exact('snomed', '160377001', 'Family history of asthma', 'public records, as FH: asthma'),
    broader('icd10cm', 'Z82.5', 'Family history of asthma and other chronic lower respiratory diseases'),
  ]),
  antecedent(
    'E_142',
    'Asthma in the mother',
    [
      broader('snomed', '160377001', 'Family history of asthma', 'public records, as FH: asthma'),
      broader('icd10cm', 'Z82.5', 'Family history of asthma and other chronic lower respiratory diseases'),
    ],
    { unmapped: 'The codes do not say who in the family; FamilyMemberHistory.relationship would.' },
  ),
  antecedent(
    'E_29',
    'Psychiatric illness in the close family',
    [broader('icd10cm', 'Z81', 'Family history of mental and behavioral disorders')],
    { unmapped: 'Z81 also holds distant relatives, and alcohol and tobacco.' },
  ),
  antecedent(
    'E_225',
    'Cardiovascular disease in the close family before 50',
    [
      related(
        'icd10cm',
        'Z82.49',
        'Family history of ischemic heart disease and other diseases of the circulatory system',
      ),
    ],
    { unmapped: 'The codes do not say at what age.' },
  ),
  antecedent('E_224', 'Lung cancer in the family', [
    exact('icd10cm', 'Z80.1', 'Family history of malignant neoplasm of trachea, bronchus and lung'),
  ]),
  antecedent(
    'E_223',
    'Pancreatic cancer in the family',
    [broader('icd10cm', 'Z80.0', 'Family history of malignant neoplasm of digestive organs')],
    { unmapped: 'ICD-10-CM tells only that a cancer of the digestive organs is in the family.' },
  ),
  antecedent('E_160', 'Premature birth or trouble at birth', [
    narrower('hpo', 'HP:0001622', 'Premature birth'),
    narrower('snomed', '282020008', 'Premature delivery'),
    narrower('icd10cm', 'P07.2', 'Extreme immaturity of newborn'),
    narrower('icd10cm', 'P07.3', 'Preterm [premature] newborn [other]'),
    narrower(
      'icd10cm',
      'P84',
      'Other problems with newborn',
      'inclusion terms: anoxia, asphyxia, hypoxia of newborn NOS',
    ),
  ]),
];
