import { broader, exact, narrower, related } from '../code-mapping.ts';
import { type EvidenceMapping, symptom } from '../evidence-mapping.ts';

/** Fever, tiredness, appetite, weight, lymph nodes, bleeding, and what makes symptoms worse. */
export const generalEvidences: readonly EvidenceMapping[] = [
  symptom('E_91', 'Fever', [
    exact('hpo', 'HP:0001945', 'Fever'),
    exact('snomed', '386661006', 'Fever'),
    narrower('icd10cm', 'R50', 'Fever of other and unknown origin'),
  ]),
  symptom('E_94', 'Chills or shivering', [
    exact('hpo', 'HP:0025143', 'Chills', 'the French question asks for frissons alone'),
    narrower('hpo', 'HP:0025144', 'Shivering'),
    narrower('icd10cm', 'R68.83', 'Chills (without fever)'),
  ]),
  symptom('E_50', 'Increased sweating', [
    exact('hpo', 'HP:0000975', 'Hyperhidrosis', {
      except: ['HP:0006089', 'HP:0007410'],
      note: 'synonyms: sweating, diaphoresis; palms and soles alone are not meant',
    }),
    narrower('hpo', 'HP:0030166', 'Night sweats'),
    exact('snomed', '52613005', 'Excessive sweating'),
    narrower('icd10cm', 'R61', 'Generalized hyperhidrosis'),
  ]),
  symptom('E_89', 'Constant fatigue or non-restful sleep', [
    narrower('hpo', 'HP:0012378', 'Fatigue', 'the evidence also holds in bad sleep without fatigue'),
    narrower('snomed', '84229001', 'Fatigue'),
    narrower('icd10cm', 'R53.82', 'Chronic fatigue, unspecified'),
  ]),
  symptom(
    'E_88',
    'Too tired for usual activities, or in bed all day',
    [broader('hpo', 'HP:0012378', 'Fatigue'), broader('snomed', '84229001', 'Fatigue')],
    { unmapped: 'No code tells how far fatigue disables.' },
  ),
  symptom(
    'E_175',
    'New fatigue, malaise or diffuse muscle aches',
    [
      narrower('hpo', 'HP:0033834', 'Malaise'),
      narrower('hpo', 'HP:0012378', 'Fatigue', { except: ['HP:0012432'], note: 'chronic fatigue is not new' }),
      narrower('icd10cm', 'R53.81', 'Other malaise'),
      narrower('icd10cm', 'R53.83', 'Other fatigue'),
    ],
    { deniable: false },
  ),
  symptom('E_144', 'Diffuse muscle pain', [
    exact('hpo', 'HP:0003326', 'Myalgia', {
      except: ['HP:0031921', 'HP:0003738'],
      note: 'recorded without a place, myalgia is meant as diffuse',
    }),
    exact('snomed', '68962001', 'Muscle pain'),
    narrower('icd10cm', 'M79.10', 'Myalgia, unspecified site'),
  ]),
  symptom('E_161', 'Loss of appetite or early fullness', [
    narrower('hpo', 'HP:0004396', 'Poor appetite'),
    narrower('hpo', 'HP:0002039', 'Anorexia'),
    narrower('hpo', 'HP:0033842', 'Early satiety'),
    narrower('snomed', '64379006', 'Decrease in appetite'),
    narrower('icd10cm', 'R63.0', 'Anorexia'),
    narrower('icd10cm', 'R68.81', 'Early satiety'),
  ]),
  symptom('E_32', 'Decreased appetite', [
    exact('hpo', 'HP:0004396', 'Poor appetite'),
    narrower('hpo', 'HP:0002039', 'Anorexia'),
    exact('snomed', '64379006', 'Decrease in appetite'),
    narrower('icd10cm', 'R63.0', 'Anorexia'),
  ]),
  symptom('E_162', 'Involuntary weight loss over three months', [
    exact('hpo', 'HP:0001824', 'Weight loss', 'as a phenotypic abnormality it is not intended'),
    exact('snomed', '89362005', 'Weight loss'),
    exact('icd10cm', 'R63.4', 'Abnormal weight loss'),
  ]),
  symptom(
    'E_174',
    'Weight loss or loss of appetite',
    [
      narrower('hpo', 'HP:0001824', 'Weight loss'),
      narrower('hpo', 'HP:0004396', 'Poor appetite'),
      narrower('hpo', 'HP:0002039', 'Anorexia'),
      narrower('icd10cm', 'R63.0', 'Anorexia'),
      narrower('icd10cm', 'R63.4', 'Abnormal weight loss'),
    ],
    { deniable: false },
  ),
  symptom('E_96', 'Recent weight gain', [
    exact('snomed', '8943002', 'Weight gain'),
    exact('icd10cm', 'R63.5', 'Abnormal weight gain'),
    related(
      'hpo',
      'HP:0004324',
      'Increased body weight',
      'a heavy patient need not have gained weight, nor one who did be heavy',
    ),
  ]),
  symptom(
    'E_9',
    'Swollen or painful lymph nodes',
    [
      exact('hpo', 'HP:0002716', 'Lymphadenopathy', {
        except: ['HP:0034388', 'HP:0100721', 'HP:0033280', 'HP:0002729'],
        note: 'nodes in the chest and findings of histology cannot be felt',
      }),
      exact('snomed', '30746006', 'Lymphadenopathy'),
      narrower('icd10cm', 'R59.1', 'Generalized enlarged lymph nodes'),
      narrower('icd10cm', 'R59.9', 'Enlarged lymph nodes, unspecified'),
      narrower('icd10cm', 'L04', 'Acute lymphadenitis'),
    ],
    { deniable: false },
  ),
  symptom(
    'E_178',
    'Unusual bleeding or bruising',
    [
      narrower('hpo', 'HP:0000978', 'Bruising susceptibility'),
      narrower('hpo', 'HP:0031364', 'Ecchymosis'),
      narrower('hpo', 'HP:0000421', 'Epistaxis'),
      narrower('hpo', 'HP:0000225', 'Gingival bleeding'),
      narrower('hpo', 'HP:0000967', 'Petechiae'),
      narrower('hpo', 'HP:0002248', 'Hematemesis'),
      narrower('hpo', 'HP:0002105', 'Hemoptysis'),
      narrower('hpo', 'HP:0002573', 'Hematochezia'),
      narrower('icd10cm', 'R04.0', 'Epistaxis'),
      narrower('icd10cm', 'R23.3', 'Spontaneous ecchymoses'),
    ],
    { deniable: false },
  ),
  symptom('E_218', 'Worse with exertion, better at rest', [
    narrower('hpo', 'HP:0002875', 'Exertional dyspnea', 'by definition it improves with rest'),
    narrower('hpo', 'HP:0004417', 'Intermittent claudication', 'by definition it goes with rest'),
    broader('hpo', 'HP:0025286', 'Aggravated by activity'),
    narrower('snomed', '60845006', 'Dyspnea on exertion'),
    narrower('snomed', '63491006', 'Intermittent claudication'),
  ]),
  symptom('E_217', 'Worse lying down, better sitting up', [
    narrower('hpo', 'HP:0012764', 'Orthopnea'),
    narrower('snomed', '62744007', 'Orthopnea'),
    narrower('icd10cm', 'R06.01', 'Orthopnea'),
  ]),
  symptom('E_215', 'Worse after eating', [exact('hpo', 'HP:6000932', 'Postprandial exacerbation')]),
  symptom('E_219', 'Worse at night', [
    narrower('hpo', 'HP:0034807', 'Paroxysmal nocturnal dyspnea'),
    narrower('hpo', 'HP:6000707', 'Noctural pain'),
  ]),
  symptom('E_221', 'Worse with coughing, lifting or straining', [], {
    unmapped: 'HPO has no modifier for coughing or straining.',
  }),
  symptom('E_13', 'Worse over two weeks, with less and less effort', [], {
    unmapped: 'A course that no code tells; unstable angina (I20.0) would be the diagnosis itself.',
  }),
];
