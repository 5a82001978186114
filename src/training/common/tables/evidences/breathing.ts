import { broader, exact, narrower, related } from '../code-mapping.ts';
import { type EvidenceMapping, symptom } from '../evidence-mapping.ts';

/** Breath, cough, and the breathing sounds that a patient hears. */
export const breathingEvidences: readonly EvidenceMapping[] = [
  symptom('E_66', 'Shortness of breath', [
    exact('hpo', 'HP:0002094', 'Dyspnea'),
    exact('snomed', '267036007', 'Dyspnea'),
    narrower('icd10cm', 'R06.0', 'Dyspnea'),
  ]),
  symptom('E_64', 'Short of breath with little effort', [
    exact('hpo', 'HP:0002875', 'Exertional dyspnea'),
    exact('snomed', '60845006', 'Dyspnea on exertion'),
  ]),
  symptom('E_67', 'Attacks of choking or breathlessness at night', [
    narrower('hpo', 'HP:0034807', 'Paroxysmal nocturnal dyspnea'),
  ]),
  symptom('E_75', 'Feeling of choking or suffocating', [related('hpo', 'HP:0030842', 'Choking episodes')], {
    unmapped: 'HPO defines choking episodes by food in the airway; the sensation has no term.',
  }),
  symptom(
    'E_128',
    'Brief suffocation without breath or speech',
    [related('hpo', 'HP:0025425', 'Laryngospasm', 'the diagnosis behind the question')],
    { unmapped: 'Only the diagnosis that it asks for (laryngospasm) has a term.' },
  ),
  symptom('E_201', 'Cough', [
    exact('hpo', 'HP:0012735', 'Cough'),
    exact('snomed', '49727002', 'Cough'),
    exact('icd10cm', 'R05', 'Cough'),
  ]),
  symptom('E_77', 'Coloured or more abundant sputum', [
    narrower('hpo', 'HP:0034777', 'Purulent sputum'),
    narrower('hpo', 'HP:0033709', 'Increased sputum production'),
    broader('hpo', 'HP:0031245', 'Productive cough'),
    narrower('icd10cm', 'R09.3', 'Abnormal sputum', 'inclusion terms: abnormal amount, color, odor; excessive'),
  ]),
  symptom('E_203', 'Intense coughing fits', [
    exact('hpo', 'HP:0033362', 'Recurrent coughing spasms'),
    narrower('hpo', 'HP:0031247', 'Whooping cough'),
  ]),
  symptom('E_112', 'Whooping breath after coughing', [
    exact('hpo', 'HP:0031247', 'Whooping cough', 'by definition the whoop follows the coughs'),
  ]),
  symptom('E_202', 'Barking cough', [
    exact('hpo', 'HP:0033121', 'Barking cough', 'the French question asks for a "toux aboyante"; see corrections'),
  ]),
  symptom('E_166', 'Vomiting after coughing', [exact('hpo', 'HP:0034783', 'Posttussive emesis')]),
  symptom('E_45', 'Coughing up blood', [
    exact('hpo', 'HP:0002105', 'Hemoptysis'),
    exact('snomed', '66857006', 'Hemoptysis'),
    exact('icd10cm', 'R04.2', 'Hemoptysis'),
  ]),
  symptom(
    'E_214',
    'Wheezing on breathing out',
    [
      exact('hpo', 'HP:0030828', 'Wheezing'),
      exact('snomed', '56018004', 'Wheezing'),
      exact('icd10cm', 'R06.2', 'Wheezing'),
    ],
    { deniable: false },
  ),
  symptom('E_194', 'High-pitched sound on breathing in', [
    exact('hpo', 'HP:0005348', 'Inspiratory stridor'),
    broader('hpo', 'HP:0010307', 'Stridor'),
    exact('snomed', '58596002', 'Inspiratory stridor'),
    broader('icd10cm', 'R06.1', 'Stridor'),
  ]),
  symptom(
    'E_23',
    'Breathing stops during sleep',
    [
      exact('hpo', 'HP:0010535', 'Sleep apnea'),
      exact('snomed', '73430006', 'Sleep apnea'),
      exact('icd10cm', 'G47.3', 'Sleep apnea'),
    ],
    { deniable: false },
  ),
];
