import { broader, exact, narrower, related } from '../code-mapping.ts';
import { antecedent, type EvidenceMapping } from '../evidence-mapping.ts';

/** Solid cancers by ICD-10-CM category, without the skin's basal and squamous cell carcinomas (C44). */
const solidCancers = [
  ...categories(0, 26),
  ...categories(30, 34),
  ...categories(37, 41),
  'C43',
  ...categories(45, 58),
  ...categories(60, 80),
];
const bloodCancers = [...categories(81, 86), 'C88', ...categories(90, 96)];

function categories(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `C${String(from + index).padStart(2, '0')}`);
}

/** Known diseases of metabolism, blood, belly, kidneys, nerves, mind and immunity; infections and cancers. */
export const otherHistory: readonly EvidenceMapping[] = [
  antecedent('E_71', 'High cholesterol, or treatment for it', [
    exact('hpo', 'HP:0003124', 'Hypercholesterolemia'),
    exact('snomed', '13644009', 'Hypercholesterolemia'),
    narrower('icd10cm', 'E78.0', 'Pure hypercholesterolemia'),
    narrower('icd10cm', 'E78.2', 'Mixed hyperlipidemia'),
  ]),
  antecedent('E_69', 'Diabetes', [
    exact('hpo', 'HP:0000819', 'Diabetes mellitus'),
    exact('snomed', '73211009', 'Diabetes mellitus'),
    narrower('snomed', '44054006', 'Diabetes mellitus type 2', 'Synthea records'),
    ...['E08', 'E09', 'E10', 'E11', 'E13'].map((code) => narrower('icd10cm', code, 'Diabetes mellitus')),
  ]),
  antecedent(
    'E_70',
    'Very overweight',
    [
      narrower('hpo', 'HP:0001513', 'Obesity'),
      broader('hpo', 'HP:0004324', 'Increased body weight'),
      narrower('snomed', '414916001', 'Obesity'),
      narrower('snomed', '162864005', 'Body mass index 30+ - obesity', 'Synthea records'),
      narrower('icd10cm', 'E66.0', 'Obesity due to excess calories'),
      narrower('icd10cm', 'E66.2', 'Morbid (severe) obesity with alveolar hypoventilation'),
      narrower('icd10cm', 'E66.9', 'Obesity, unspecified'),
      narrower('icd10cm', 'Z68.3', 'Body mass index [BMI] 30-39, adult'),
      narrower('icd10cm', 'Z68.4', 'Body mass index [BMI] 40 or greater, adult'),
    ],
    {
      observations: [
        {
          kind: 'measured',
          loinc: '39156-5',
          display: 'Body mass index (BMI) [Ratio]',
          unit: 'kg/m2',
          from: 30,
          fromAge: 18,
          source: 'WHO, Obesity, TRS 894, 2000: obesity from 30 kg/m2 in adults',
        },
      ],
    },
  ),
  antecedent(
    'E_208',
    'Underweight',
    [
      exact('hpo', 'HP:0045082', 'Decreased body mass index'),
      exact('icd10cm', 'R63.6', 'Underweight'),
      broader('icd10cm', 'Z68.1', 'Body mass index [BMI] 19.9 or less, adult'),
    ],
    {
      observations: [
        {
          kind: 'measured',
          loinc: '39156-5',
          display: 'Body mass index (BMI) [Ratio]',
          unit: 'kg/m2',
          below: 18.5,
          fromAge: 18,
          source: 'the question itself; WHO, Obesity, TRS 894, 2000: underweight below 18.5 kg/m2 in adults',
        },
      ],
    },
  ),
  antecedent('E_19', 'Hyperthyroidism', [
    exact('hpo', 'HP:0000836', 'Hyperthyroidism'),
    exact('snomed', '34486009', 'Hyperthyroidism'),
    exact('icd10cm', 'E05', 'Thyrotoxicosis [hyperthyroidism]'),
  ]),
  antecedent('E_158', 'Endocrine disease', [
    ...(
      [
        ['HP:0000836', 'Hyperthyroidism'],
        ['HP:0000821', 'Hypothyroidism'],
        ['HP:0000819', 'Diabetes mellitus'],
        ['HP:0000846', 'Adrenal insufficiency'],
        ['HP:0000843', 'Hyperparathyroidism'],
        ['HP:0040075', 'Hypopituitarism'],
      ] as const
    ).map(([code, display]) => narrower('hpo', code, display)),
    broader('hpo', 'HP:0000818', 'Abnormality of the endocrine system'),
    narrower('icd10cm', 'E03', 'Other hypothyroidism'),
    narrower('icd10cm', 'E05', 'Thyrotoxicosis [hyperthyroidism]'),
    narrower('icd10cm', 'E06', 'Thyroiditis'),
    ...['E08', 'E09', 'E10', 'E11', 'E13'].map((code) => narrower('icd10cm', code, 'Diabetes mellitus')),
    narrower('icd10cm', 'E21', 'Hyperparathyroidism and other disorders of parathyroid gland'),
    narrower('icd10cm', 'E22', 'Hyperfunction of pituitary gland'),
    narrower('icd10cm', 'E23', 'Hypofunction and other disorders of the pituitary gland'),
    narrower('icd10cm', 'E24', "Cushing's syndrome"),
    narrower('icd10cm', 'E27', 'Other disorders of adrenal gland'),
  ]),
  antecedent('E_24', 'Anaemia ever', [
    exact('hpo', 'HP:0001903', 'Anemia'),
    exact('snomed', '271737000', 'Anemia'),
    narrower('icd10cm', 'D50', 'Iron deficiency anemia'),
    narrower('icd10cm', 'D51', 'Vitamin B12 deficiency anemia'),
    narrower('icd10cm', 'D52', 'Folate deficiency anemia'),
    narrower('icd10cm', 'D53', 'Other nutritional anemias'),
    narrower('icd10cm', 'D62', 'Acute posthemorrhagic anemia'),
    narrower('icd10cm', 'D63', 'Anemia in chronic diseases classified elsewhere'),
    narrower('icd10cm', 'D64', 'Other anemias'),
  ]),
  antecedent(
    'E_153',
    'Treated for osteoporosis',
    [broader('hpo', 'HP:0000939', 'Osteoporosis'), broader('snomed', '64859006', 'Osteoporosis')],
    { unmapped: 'That it is treated is told by prescriptions, whose drug classes do not ship.' },
  ),
  antecedent('E_20', 'Rheumatoid arthritis', [
    exact('hpo', 'HP:0001370', 'Rheumatoid arthritis'),
    exact('snomed', '69896004', 'Rheumatoid arthritis'),
    narrower('icd10cm', 'M05', 'Rheumatoid arthritis with rheumatoid factor'),
    narrower('icd10cm', 'M06.0', 'Rheumatoid arthritis without rheumatoid factor'),
    narrower('icd10cm', 'M06.9', 'Rheumatoid arthritis, unspecified'),
  ]),
  antecedent('E_138', 'Fibromyalgia', [
    exact('snomed', '203082005', 'Fibromyalgia'),
    exact('snomed', '95417003', 'Primary fibromyalgia syndrome', 'Synthea records'),
    exact('mondo', 'MONDO:0005546', 'fibromyalgia'),
    exact('icd10cm', 'M79.7', 'Fibromyalgia'),
  ]),
  antecedent('E_98', 'Hiatus hernia', [
    exact('hpo', 'HP:0002036', 'Hiatus hernia'),
    exact('snomed', '84089009', 'Hiatal hernia'),
    narrower('icd10cm', 'K44.9', 'Diaphragmatic hernia without obstruction or gangrene', 'index: Hernia, hiatal'),
  ]),
  antecedent('E_125', 'Gastro-oesophageal reflux ever diagnosed', [
    exact('hpo', 'HP:0002020', 'Gastroesophageal reflux', 'HPO files heartburn under it as well'),
    exact('snomed', '235595009', 'Gastroesophageal reflux disease'),
    exact('icd10cm', 'K21', 'Gastro-esophageal reflux disease'),
  ]),
  antecedent('E_47', "Crohn's disease or ulcerative colitis", [
    narrower('hpo', 'HP:0100280', "Crohn's disease"),
    narrower('hpo', 'HP:0100279', 'Ulcerative colitis'),
    narrower('mondo', 'MONDO:0005011', 'Crohn disease'),
    narrower('mondo', 'MONDO:0005101', 'ulcerative colitis'),
    narrower('snomed', '34000006', "Crohn's disease"),
    narrower('snomed', '64766004', 'Ulcerative colitis'),
    narrower('icd10cm', 'K50', "Crohn's disease [regional enteritis]"),
    narrower('icd10cm', 'K51', 'Ulcerative colitis'),
  ]),
  antecedent('E_126', 'Liver cirrhosis', [
    exact('hpo', 'HP:0001394', 'Cirrhosis'),
    exact('snomed', '19943007', 'Cirrhosis of liver'),
    narrower('icd10cm', 'K70.3', 'Alcoholic cirrhosis of liver'),
    narrower('icd10cm', 'K74.3', 'Primary biliary cirrhosis'),
    narrower('icd10cm', 'K74.4', 'Secondary biliary cirrhosis'),
    narrower('icd10cm', 'K74.5', 'Biliary cirrhosis, unspecified'),
    narrower('icd10cm', 'K74.6', 'Other and unspecified cirrhosis of liver'),
  ]),
  antecedent('E_6', 'Chronic pancreatitis', [
    exact('hpo', 'HP:0006280', 'Chronic pancreatitis'),
    exact('snomed', '235494005', 'Chronic pancreatitis'),
    narrower('icd10cm', 'K86.0', 'Alcohol-induced chronic pancreatitis'),
    narrower('icd10cm', 'K86.1', 'Other chronic pancreatitis'),
  ]),
  antecedent('E_113', 'Chronic kidney failure', [
    exact('hpo', 'HP:0012622', 'Chronic kidney disease', {
      except: ['HP:0012623', 'HP:0012624'],
      note: 'stages 1 and 2 keep the filtration, so are no failure (KDIGO 2024)',
    }),
    exact('snomed', '709044004', 'Chronic kidney disease'),
    exact('icd10cm', 'N18', 'Chronic kidney disease (CKD)', { except: ['N18.1', 'N18.2'] }),
  ]),
  antecedent('E_8', 'Dialysis', [
    narrower('snomed', '108241001', 'Dialysis procedure', 'public value sets of dialysis'),
    exact('icd10cm', 'Z99.2', 'Dependence on renal dialysis'),
    narrower('icd10cm', 'Z49', 'Encounter for care involving renal dialysis'),
  ]),
  antecedent('E_197', 'Kidney disease with loss of protein', [
    narrower('hpo', 'HP:0000100', 'Nephrotic syndrome'),
    narrower('hpo', 'HP:0012593', 'Nephrotic range proteinuria'),
    broader('hpo', 'HP:0000093', 'Proteinuria', 'may be transient, without disease'),
    narrower('snomed', '52254009', 'Nephrotic syndrome'),
    narrower('icd10cm', 'N04', 'Nephrotic syndrome'),
    broader('icd10cm', 'R80', 'Proteinuria'),
  ]),
  antecedent('E_95', "Parkinson's disease", [
    exact('mondo', 'MONDO:0005180', 'Parkinson disease'),
    broader('hpo', 'HP:0001300', 'Parkinsonism'),
    exact('snomed', '49049000', "Parkinson's disease"),
    exact('icd10cm', 'G20', "Parkinson's disease"),
  ]),
  antecedent('E_185', 'Head injury ever', [
    narrower('snomed', '62106007', 'Concussion with no loss of consciousness', 'Synthea records'),
    narrower('snomed', '62564004', 'Concussion with loss of consciousness', 'Synthea records'),
    narrower('icd10cm', 'S06', 'Intracranial injury'),
    narrower('icd10cm', 'S09.9', 'Unspecified injury of face and head', { except: ['S09.93'], note: 'S09.93: face' }),
    narrower('icd10cm', 'Z87.820', 'Personal history of traumatic brain injury'),
  ]),
  antecedent('E_80', 'Depression ever diagnosed', [
    narrower('hpo', 'HP:0000716', 'Depression'),
    narrower('snomed', '35489007', 'Depressive disorder'),
    narrower('snomed', '370143000', 'Major depressive disorder', 'Synthea records'),
    narrower('icd10cm', 'F32', 'Depressive episode', { except: ['F32.81'], note: 'F32.81: premenstrual' }),
    narrower('icd10cm', 'F33', 'Major depressive disorder, recurrent'),
    narrower('icd10cm', 'F34.1', 'Dysthymic disorder'),
  ]),
  antecedent('E_81', 'Chronic anxiety', [
    broader('hpo', 'HP:0000739', 'Anxiety'),
    narrower('icd10cm', 'F41.1', 'Generalized anxiety disorder', 'lasts six months by definition (DSM-5-TR)'),
    broader('snomed', '48694002', 'Anxiety'),
  ]),
  antecedent('E_226', 'Prone to common allergies', [
    narrower('hpo', 'HP:0003193', 'Allergic rhinitis'),
    narrower('hpo', 'HP:0012395', 'Seasonal allergy'),
    narrower('hpo', 'HP:0410324', 'Dust mite allergy'),
    narrower('hpo', 'HP:0410321', 'Animal dander allergy'),
    broader('hpo', 'HP:0012393', 'Allergy'),
    narrower('snomed', '61582004', 'Allergic rhinitis'),
    narrower('icd10cm', 'J30.1', 'Allergic rhinitis due to pollen'),
    narrower('icd10cm', 'J30.2', 'Other seasonal allergic rhinitis'),
    narrower('icd10cm', 'J30.8', 'Other allergic rhinitis'),
    narrower('icd10cm', 'J30.9', 'Allergic rhinitis, unspecified'),
  ]),
  antecedent('E_12', 'Severe food allergy', [
    narrower('hpo', 'HP:0500095', 'Food-induced anaphylaxis'),
    broader('hpo', 'HP:0500093', 'Food allergy'),
    narrower('icd10cm', 'T78.0', 'Anaphylactic reaction due to food'),
    broader('icd10cm', 'Z91.01', 'Food allergy status'),
  ]),
  antecedent('E_227', 'Immunosuppressed', [
    narrower('hpo', 'HP:0002721', 'Immunodeficiency'),
    narrower('snomed', '234532001', 'Immunodeficiency disorder'),
    narrower('icd10cm', 'D81', 'Combined immunodeficiencies'),
    narrower('icd10cm', 'D82', 'Immunodeficiency associated with other major defects'),
    narrower('icd10cm', 'D83', 'Common variable immunodeficiency'),
    narrower('icd10cm', 'D84', 'Other immunodeficiencies', {
      except: ['D84.1'],
      note: 'D84.1: complement, angioedema',
    }),
  ]),
  antecedent('E_2', 'HIV infection', [
    exact('snomed', '86406008', 'Human immunodeficiency virus infection'),
    narrower('snomed', '111880001', 'Acute HIV', 'public CDA examples and value sets'),
    exact('mondo', 'MONDO:0005109', 'HIV infectious disease'),
    narrower('icd10cm', 'B20', 'Human immunodeficiency virus [HIV] disease'),
    narrower('icd10cm', 'Z21', 'Asymptomatic human immunodeficiency virus [HIV] infection status'),
    narrower('icd10cm', 'O98.7', 'HIV disease complicating pregnancy, childbirth and the puerperium'),
  ]),
  antecedent('E_27', 'Sexually transmitted infection ever', [
    ...['A51', 'A52', 'A53', 'A54', 'A55', 'A56', 'A57', 'A58', 'A59', 'A60', 'A63', 'A64'].map((code) =>
      narrower('icd10cm', code, 'Infections with a predominantly sexual mode of transmission'),
    ),
    narrower('hpo', 'HP:0032301', 'Genital warts'),
  ]),
  antecedent(
    'E_0',
    'Recent viral infection',
    [related('icd10cm', 'B34.9', 'Viral infection, unspecified', 'without its date it may be old, or the present one')],
    { unmapped: 'Needs the date of the infection, and that it is not the complaint itself.' },
  ),
  antecedent('E_34', 'Active cancer', [
    broader('hpo', 'HP:0002664', 'Neoplasm'),
    ...solidCancers.map((code) => narrower('icd10cm', code, 'Malignant neoplasms')),
    ...bloodCancers.map((code) =>
      narrower('icd10cm', code, 'Malignant neoplasms of blood and lymph', 'not where the title says "in remission"'),
    ),
  ]),
  antecedent('E_37', 'Metastatic cancer', [
    broader('hpo', 'HP:0002664', 'Neoplasm'),
    narrower('icd10cm', 'C77', 'Secondary and unspecified malignant neoplasm of lymph nodes'),
    narrower('icd10cm', 'C78', 'Secondary malignant neoplasm of respiratory and digestive organs'),
    narrower('icd10cm', 'C79', 'Secondary malignant neoplasm of other and unspecified sites'),
    narrower('icd10cm', 'C7B', 'Secondary neuroendocrine tumors'),
  ]),
];
