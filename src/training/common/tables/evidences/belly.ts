import { broader, exact, narrower, opposite, related } from '../code-mapping.ts';
import { type EvidenceMapping, symptom } from '../evidence-mapping.ts';

/** Stomach, bowel, womb; and the heartbeat that a patient feels. */
export const bellyEvidences: readonly EvidenceMapping[] = [
  symptom('E_148', 'Nausea', [
    exact('hpo', 'HP:0002018', 'Nausea'),
    exact('snomed', '422587007', 'Nausea'),
    narrower('icd10cm', 'R11.0', 'Nausea'),
    narrower('icd10cm', 'R11.2', 'Nausea with vomiting, unspecified'),
  ]),
  symptom('E_211', 'Repeated vomiting or retching', [
    narrower('hpo', 'HP:0002013', 'Vomiting', 'what is recorded as a finding is more than one vomit'),
    narrower('snomed', '422400008', 'Vomiting'),
    narrower('icd10cm', 'R11.1', 'Vomiting'),
    narrower('icd10cm', 'R11.2', 'Nausea with vomiting, unspecified'),
  ]),
  symptom('E_210', 'Vomiting blood or coffee grounds', [
    exact('hpo', 'HP:0002248', 'Hematemesis'),
    exact('snomed', '8765009', 'Hematemesis'),
    exact('icd10cm', 'K92.0', 'Hematemesis'),
  ]),
  symptom('E_173', 'Heartburn rising to the throat', [
    exact('snomed', '16331000', 'Heartburn'),
    exact('icd10cm', 'R12', 'Heartburn'),
    related('hpo', 'HP:0002020', 'Gastroesophageal reflux', 'reflux may be silent, and heartburn have other causes'),
  ]),
  symptom('E_30', 'Bloated or distended abdomen', [
    exact('hpo', 'HP:0003270', 'Abdominal distention'),
    exact('snomed', '41931001', 'Abdominal distension'),
    exact('icd10cm', 'R14.0', 'Abdominal distension (gaseous)'),
  ]),
  symptom('E_51', 'Diarrhoea', [
    exact('hpo', 'HP:0002014', 'Diarrhea', {
      except: ['HP:0002249', 'HP:0002573'],
      note: 'HPO files melena and hematochezia under bloody diarrhea, but neither need be loose',
    }),
    exact('snomed', '62315008', 'Diarrhea'),
    exact('icd10cm', 'R19.7', 'Diarrhea, unspecified'),
  ]),
  symptom('E_140', 'Black stools', [
    narrower('hpo', 'HP:0002249', 'Melena', 'iron and bismuth blacken stools too'),
    narrower('snomed', '2901004', 'Melena'),
    related('icd10cm', 'K92.1', 'Melena', 'the index sends hematochezia here too'),
  ]),
  symptom('E_179', 'Bright blood or clots in the stool', [
    exact('hpo', 'HP:0002573', 'Hematochezia'),
    exact('snomed', '405729008', 'Hematochezia'),
    narrower('icd10cm', 'K62.5', 'Hemorrhage of anus and rectum'),
    related('icd10cm', 'K92.1', 'Melena', 'the index sends hematochezia here too'),
  ]),
  symptom(
    'E_188',
    'Pale stools and dark urine',
    [
      broader('hpo', 'HP:0011985', 'Acholic stools'),
      broader('hpo', 'HP:0040319', 'Dark urine'),
      broader('snomed', '70396004', 'Acholic stool'),
    ],
    { unmapped: 'Both must be there; either code alone says half of it.' },
  ),
  symptom(
    'E_150',
    'Stool or gas still passes',
    [opposite('hpo', 'HP:0034782', 'Obstipation', 'neither stool nor gas passes')],
    { unmapped: 'That stool passes is not recorded; that none does is.' },
  ),
  symptom('E_163', 'Vaginal discharge', [narrower('hpo', 'HP:0034269', 'Abnormal vaginal discharge')]),
  symptom('E_145', 'Very heavy or long periods', [
    exact('hpo', 'HP:0000132', 'Menorrhagia'),
    exact('snomed', '386692008', 'Menorrhagia'),
    narrower('icd10cm', 'N92.0', 'Excessive and frequent menstruation with regular cycle'),
  ]),
  symptom('E_155', 'Palpitations', [
    exact('hpo', 'HP:0001962', 'Palpitations'),
    exact('snomed', '80313002', 'Palpitations'),
    exact('icd10cm', 'R00.2', 'Palpitations'),
  ]),
  symptom(
    'E_164',
    'Very irregular heartbeat',
    [
      broader('hpo', 'HP:0001962', 'Palpitations'),
      broader('snomed', '80313002', 'Palpitations'),
      related('hpo', 'HP:0005110', 'Atrial fibrillation', 'many patients do not feel it'),
    ],
    { unmapped: 'Palpitations may be regular; arrhythmias may be unfelt.' },
  ),
];
