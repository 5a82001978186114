import { broader, exact, narrower, opposite, related } from '../code-mapping.ts';
import { type AnswerCode, antecedent, type EvidenceMapping, symptom } from '../evidence-mapping.ts';

const smokingSource = 'US Core Smoking Status Observation, value set 2.16.840.1.113883.11.20.9.38';
const smoker = { kind: 'coded', loinc: '72166-2', display: 'Tobacco smoking status', source: smokingSource } as const;
const former: AnswerCode = { code: '8517006', display: 'Former smoker' };
const never: AnswerCode = { code: '266919005', display: 'Never smoker' };
/** "Current some day smoker" answers neither question: both ask for daily smoking. */
const daily: readonly AnswerCode[] = [
  { code: '449868002', display: 'Current every day smoker' },
  { code: '428071000124103', display: 'Heavy tobacco smoker' },
  { code: '428061000124105', display: 'Light tobacco smoker' },
];

const travelled = [
  ['V_10', 'none'],
  ['V_0', 'North Africa'],
  ['V_1', 'West Africa'],
  ['V_2', 'Southern Africa'],
  ['V_3', 'Central America'],
  ['V_4', 'North America'],
  ['V_5', 'South America'],
  ['V_6', 'Asia'],
  ['V_7', 'South and South-East Asia'],
  ['V_8', 'Caribbean'],
  ['V_9', 'Europe'],
  ['V_13', 'Oceania'],
] as const;

const noDrugClasses = 'Drug classes (RxNorm, ATC) do not ship, so prescriptions are not read for it.';
const notCoded = 'Not coded in records; asked in the questionnaire alone.';

/** Habits, medicines, contacts, sex and pregnancy, home, work and travel. */
export const circumstanceEvidences: readonly EvidenceMapping[] = [
  antecedent(
    'E_79',
    'Smokes cigarettes every day',
    [
      narrower('icd10cm', 'F17.21', 'Nicotine dependence, cigarettes', {
        except: ['F17.211'],
        note: 'F17.211: in remission',
      }),
      broader('icd10cm', 'Z72.0', 'Tobacco use'),
      broader('hpo', 'HP:0430133', 'Tobacco use history'),
    ],
    { observations: [{ ...smoker, present: daily, absent: [former, never] }] },
  ),
  antecedent(
    'E_191',
    'Smoked every day in the past',
    [
      narrower('icd10cm', 'F17.211', 'Nicotine dependence, cigarettes, in remission'),
      broader('icd10cm', 'Z87.891', 'Personal history of nicotine dependence'),
      broader('hpo', 'HP:0430133', 'Tobacco use history'),
    ],
    { observations: [{ ...smoker, present: [former], absent: [never] }] },
  ),
  antecedent(
    'E_222',
    'Regular second-hand smoke',
    [
      broader('icd10cm', 'Z77.22', 'Contact with and (suspected) exposure to environmental tobacco smoke'),
      broader('snomed', '43381005', 'Passive smoker', 'HL7 and national FHIR value sets of smoking status'),
    ],
    { unmapped: 'The codes do not say how often.' },
  ),
  antecedent('E_78', 'Excessive drinking or alcohol dependence', [
    narrower('hpo', 'HP:0030955', 'Addictive alcohol use'),
    narrower('snomed', '7200002', 'Alcoholism', 'Synthea records'),
    narrower('icd10cm', 'F10.1', 'Alcohol abuse', { except: ['F10.11'], note: 'F10.11: in remission' }),
    narrower('icd10cm', 'F10.2', 'Alcohol dependence', { except: ['F10.21'], note: 'F10.21: in remission' }),
  ]),
  antecedent('E_62', 'Uses stimulant drugs', [
    narrower('hpo', 'HP:0033513', 'Addictive cocaine use'),
    narrower('icd10cm', 'F14.1', 'Cocaine abuse', { except: ['F14.11'], note: 'F14.11: in remission' }),
    narrower('icd10cm', 'F14.2', 'Cocaine dependence', { except: ['F14.21'], note: 'F14.21: in remission' }),
  ]),
  antecedent('E_61', 'Injects drugs', [
    exact('snomed', '226034001', 'Injecting drug user', 'HL7 FHIR value sets of population at risk'),
  ]),
  antecedent('E_60', 'Energy drinks', [], { unmapped: notCoded }),
  antecedent('E_35', 'Coffee or tea', [], { unmapped: notCoded }),
  antecedent('E_7', 'Poor diet', [narrower('icd10cm', 'Z72.4', 'Inappropriate diet and eating habits')]),
  antecedent(
    'E_143',
    'Exercises four times a week or more',
    [opposite('icd10cm', 'Z72.3', 'Lack of physical exercise')],
    {
      observations: [
        {
          kind: 'measured',
          loinc: '89555-7',
          display:
            'How many days per week did you engage in moderate to strenuous physical activity in the last 30 days',
          unit: 'd/wk',
          from: 4,
          source:
            'Exercise Vital Sign (Coleman KJ et al., Med Sci Sports Exerc 2012;44:2071); limit of the question itself',
        },
      ],
    },
  ),
  antecedent('E_10', 'Anti-inflammatory drugs', [
    narrower('icd10cm', 'Z79.1', 'Long term (current) use of non-steroidal anti-inflammatories (NSAID)'),
  ]),
  antecedent('E_44', 'Corticosteroids', [
    narrower('icd10cm', 'Z79.52', 'Long term (current) use of systemic steroids'),
  ]),
  antecedent(
    'E_146',
    'New oral anticoagulants',
    [broader('icd10cm', 'Z79.01', 'Long term (current) use of anticoagulants', 'warfarin and heparin too')],
    { unmapped: noDrugClasses },
  ),
  antecedent('E_100', 'Hormones', [
    narrower('icd10cm', 'Z79.890', 'Hormone replacement therapy'),
    narrower('icd10cm', 'Z79.3', 'Long term (current) use of hormonal contraceptives'),
  ]),
  antecedent('E_184', 'Vasodilators', [], { unmapped: noDrugClasses }),
  antecedent('E_149', 'Calcium channel blockers', [], { unmapped: noDrugClasses }),
  antecedent('E_15', 'Antipsychotics within a week', [], { unmapped: noDrugClasses }),
  antecedent('E_213', 'Decongestants or other stimulating remedies', [], { unmapped: noDrugClasses }),
  antecedent('E_1', 'Oral antibiotics for an ear infection', [related('hpo', 'HP:0000388', 'Otitis media')], {
    unmapped: noDrugClasses,
  }),
  antecedent('E_147', 'Recent hospital treatment with an injected medicine', [], { unmapped: notCoded }),
  antecedent('E_196', 'Surgery within a month', [], { unmapped: 'Needs the dates of procedures, which are not read.' }),
  antecedent('E_137', 'Lymph nodes removed ever', [], {
    unmapped: 'Needs the procedures of the record, which are not read.',
  }),
  antecedent(
    'E_110',
    'Bedridden for more than three days within a month',
    [related('icd10cm', 'Z74.01', 'Bed confinement status', 'without duration')],
    { unmapped: 'The code does not say how long.' },
  ),
  antecedent('E_209', 'Vaccinations up to date', [opposite('icd10cm', 'Z28.3', 'Underimmunization status')], {
    unmapped: 'Needs the immunization schedule; only its breach has a code.',
  }),
  antecedent(
    'E_167',
    'Pregnant, or may be',
    [
      narrower('snomed', '77386006', 'Pregnant', 'IPS and US Core value sets of pregnancy status'),
      narrower('snomed', '72892002', 'Normal pregnancy', 'Synthea records'),
      narrower('icd10cm', 'Z33.1', 'Pregnant state, incidental'),
      narrower('icd10cm', 'Z34', 'Encounter for supervision of normal pregnancy'),
      narrower('icd10cm', 'O09', 'Supervision of high risk pregnancy'),
      narrower('icd10cm', 'Z32.01', 'Encounter for pregnancy test, result positive'),
    ],
    {
      observations: [
        {
          kind: 'coded',
          loinc: '82810-3',
          display: 'Pregnancy status',
          present: [{ code: '77386006', display: 'Pregnant' }],
          absent: [{ code: '60001007', display: 'Not pregnant' }],
          source: 'US Core Observation Pregnancy Status; HL7 International Patient Summary',
        },
      ],
    },
  ),
  antecedent('E_11', 'Breast-fed a child for more than nine months', [], { unmapped: notCoded }),
  antecedent('E_141', 'First period before the age of 12', [], {
    observations: [
      {
        kind: 'measured',
        loinc: '42798-9',
        display: 'Age at menarche',
        unit: 'a',
        below: 12,
        source: 'LOINC; limit of the question itself',
      },
    ],
  }),
  antecedent(
    'E_115',
    'Unprotected sex with several partners',
    [broader('icd10cm', 'Z72.5', 'High risk sexual behavior')],
    { unmapped: 'The code does not say which behaviour.' },
  ),
  antecedent(
    'E_189',
    'Sex with an HIV-positive partner within a year',
    [related('icd10cm', 'Z20.6', 'Contact with and (suspected) exposure to HIV')],
    { unmapped: 'Z20.6 also stands for needle sticks and suspicion.' },
  ),
  antecedent(
    'E_41',
    'Contact with someone with the same symptoms',
    [related('icd10cm', 'Z20', 'Contact with and (suspected) exposure to communicable diseases')],
    { unmapped: 'The code does not say that the symptoms are the same.' },
  ),
  antecedent('E_40', 'Contact with whooping cough', [], { unmapped: 'ICD-10-CM has no code of its own for it.' }),
  antecedent('E_73', 'Contact with Ebola', [], { unmapped: 'ICD-10-CM has no code of its own for it.' }),
  symptom('E_42', 'Contact with an allergen', [], { unmapped: notCoded }),
  antecedent('E_187', 'Dark fish or Swiss cheese before the reaction', [], { unmapped: notCoded }),
  antecedent('E_204', 'Travel within four weeks', [], {
    kind: 'multi',
    values: travelled.map(([value, label]) => ({ value, label, codes: [] })),
    unmapped: 'Travel is recorded as free text, if at all.',
  }),
  antecedent('E_17', 'Asian descent', [], {
    unmapped: 'Race is not read from records: who feels it apt may say it in the questionnaire.',
  }),
  antecedent('E_48', 'Lives with four people or more', [], {
    observations: [
      {
        kind: 'measured',
        loinc: '63512-8',
        display: 'How many people are living or staying at this address [#]',
        unit: '{#}',
        from: 5,
        source: 'PRAPARE (LOINC 93025-5), which counts the patient',
      },
    ],
  }),
  antecedent('E_49', 'Goes to or works in a day-care centre', [], { unmapped: notCoded }),
  antecedent('E_207', 'Lives in a big city', [], { unmapped: notCoded }),
  antecedent('E_195', 'Lives in a suburb', [], { unmapped: notCoded }),
  antecedent('E_183', 'Lives in the country', [], { unmapped: notCoded }),
  antecedent('E_198', 'Works in agriculture', [], { unmapped: notCoded }),
  antecedent('E_200', 'Works in mining', [], { unmapped: notCoded }),
  antecedent('E_199', 'Works in construction', [], { unmapped: notCoded }),
];
