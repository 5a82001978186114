import { broader, exact, narrower, related } from '../code-mapping.ts';
import { type EvidenceMapping, symptom } from '../evidence-mapping.ts';

/** Eyes, nose, mouth, throat and voice. */
export const headAndThroatEvidences: readonly EvidenceMapping[] = [
  symptom('E_127', 'Excessive tears', [
    exact('hpo', 'HP:0009926', 'Epiphora'),
    exact('snomed', '418035005', 'Watery eye'),
    narrower('icd10cm', 'H04.2', 'Epiphora'),
  ]),
  symptom('E_74', 'Red eye', [exact('hpo', 'HP:0025337', 'Red eye')]),
  symptom('E_170', 'Severe itching of the eyes', [
    exact('hpo', 'HP:0033841', 'Ocular pruritus', 'records do not grade it; what is recorded is what troubles'),
  ]),
  symptom('E_52', 'Double vision', [
    exact('hpo', 'HP:0000651', 'Diplopia'),
    exact('snomed', '24982008', 'Diplopia'),
    exact('icd10cm', 'H53.2', 'Diplopia'),
  ]),
  symptom(
    'E_172',
    'Hard to open one or both eyelids',
    [
      narrower('hpo', 'HP:0000508', 'Ptosis', 'lids may also fail to open without drooping'),
      narrower('snomed', '11934000', 'Ptosis of eyelid'),
      narrower('icd10cm', 'H02.4', 'Ptosis of eyelid'),
    ],
    { deniable: false },
  ),
  symptom(
    'E_180',
    'Cannot control where the eyes look',
    [narrower('hpo', 'HP:0010553', 'Oculogyric crisis'), narrower('snomed', '5332004', 'Oculogyric crisis')],
    { deniable: false },
  ),
  symptom('E_181', 'Nasal congestion or clear runny nose', [
    narrower('hpo', 'HP:0001742', 'Nasal congestion'),
    narrower('hpo', 'HP:0031417', 'Rhinorrhea', 'HPO has purulent discharge as another term'),
    narrower('snomed', '68235000', 'Nasal congestion'),
    narrower('icd10cm', 'R09.81', 'Nasal congestion'),
  ]),
  symptom('E_182', 'Green or yellow nasal discharge', [
    narrower('hpo', 'HP:0040334', 'Purulent rhinitis'),
    broader('hpo', 'HP:0031417', 'Rhinorrhea'),
  ]),
  symptom('E_103', 'Loss of smell', [
    exact('hpo', 'HP:0000458', 'Anosmia'),
    exact('snomed', '44169009', 'Loss of sense of smell'),
    exact('icd10cm', 'R43.0', 'Anosmia'),
  ]),
  symptom('E_169', 'Itching of the nose or palate', [], { unmapped: 'HPO has no term for an itching nose or palate.' }),
  symptom('E_97', 'Sore throat', [
    exact('hpo', 'HP:0033050', 'Pharyngalgia'),
    exact('icd10cm', 'R07.0', 'Pain in throat'),
    narrower('icd10cm', 'J02', 'Acute pharyngitis', 'inclusion term: acute sore throat'),
  ]),
  symptom('E_65', 'Difficulty or discomfort in swallowing', [
    exact('hpo', 'HP:0002015', 'Dysphagia', { except: ['HP:0032505'], note: 'hydrophobia is a fear of swallowing' }),
    narrower('hpo', 'HP:0032043', 'Odynophagia'),
    exact('snomed', '40739000', 'Dysphagia'),
    narrower('icd10cm', 'R13', 'Aphagia and dysphagia'),
  ]),
  symptom('E_190', 'More saliva than usual', [
    exact('hpo', 'HP:0003781', 'Excessive salivation'),
    exact('snomed', '53827007', 'Excessive salivation'),
  ]),
  symptom('E_206', 'Painful ulcers in the mouth', [
    exact('hpo', 'HP:0000155', 'Oral ulcer'),
    exact('snomed', '26284000', 'Ulcer of mouth'),
    narrower('icd10cm', 'K12.0', 'Recurrent oral aphthae'),
  ]),
  symptom('E_212', 'Hoarse, deeper or lost voice', [
    exact('hpo', 'HP:0001609', 'Hoarse voice', 'defined as a change in the pitch or quality of the voice'),
    narrower('hpo', 'HP:0001686', 'Loss of voice'),
    narrower('hpo', 'HP:0010300', 'Abnormally low-pitched voice'),
    exact('snomed', '50219008', 'Hoarse'),
    narrower('icd10cm', 'R49.0', 'Dysphonia'),
    narrower('icd10cm', 'R49.1', 'Aphonia'),
  ]),
  symptom('E_205', 'Cannot open the mouth, or jaw pain on opening', [
    narrower('hpo', 'HP:0000211', 'Trismus'),
    narrower('snomed', '87866006', 'Trismus'),
  ]),
  symptom('E_38', 'Pain or weakness of the jaw', [
    narrower('hpo', 'HP:0040264', 'Jaw pain'),
    narrower('hpo', 'HP:0030164', 'Jaw claudication'),
    narrower('hpo', 'HP:0030193', 'Fatigable weakness of chewing muscles'),
    narrower('snomed', '274667000', 'Jaw pain'),
    narrower('icd10cm', 'R68.84', 'Jaw pain'),
  ]),
  symptom(
    'E_168',
    'Trouble keeping the tongue in the mouth',
    [
      narrower('hpo', 'HP:0031008', 'Lingual dystonia'),
      broader('hpo', 'HP:0010808', 'Protruding tongue', 'a large tongue protrudes as well'),
      related('hpo', 'HP:0100703', 'Tongue thrusting', 'a habit of swallowing'),
    ],
    { deniable: false },
  ),
];
