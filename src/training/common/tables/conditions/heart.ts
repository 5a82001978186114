import { broader, exact, narrower } from '../code-mapping.ts';
import type { ConditionEntry } from '../condition.ts';

const acs2023 = 'ESC Guidelines on acute coronary syndromes 2023 (Byrne RA et al., Eur Heart J 2023;44:3720)';

/** Heart and vessels. */
export const heartConditions: readonly ConditionEntry[] = [
  {
    name: 'PSVT',
    id: 'psvt',
    label: { en: 'Paroxysmal supraventricular tachycardia', es: 'Taquicardia supraventricular paroxística' },
    icd10cm: 'I47.1',
    codes: [
      broader('icd10cm', 'I47.1', 'Supraventricular tachycardia', 'below it I47.11 is inappropriate sinus tachycardia'),
      exact('snomed', '67198005', 'Paroxysmal supraventricular tachycardia'),
      exact('hpo', 'HP:0004763', 'Paroxysmal supraventricular tachycardia'),
    ],
    acute: true,
    severity: 2,
  },
  {
    name: 'Atrial fibrillation',
    id: 'atrial-fibrillation',
    label: { en: 'Atrial fibrillation or flutter', es: 'Fibrilación o aleteo auricular' },
    icd10cm: 'I48',
    codes: [
      exact('icd10cm', 'I48', 'Atrial fibrillation and flutter'),
      narrower('snomed', '49436004', 'Atrial fibrillation'),
      narrower('mondo', 'MONDO:0004981', 'atrial fibrillation'),
      narrower('hpo', 'HP:0005110', 'Atrial fibrillation'),
      narrower('hpo', 'HP:0004749', 'Atrial flutter'),
    ],
    acute: true,
    severity: 3,
  },
  {
    name: 'Myocarditis',
    id: 'myocarditis',
    label: { en: 'Myocarditis', es: 'Miocarditis' },
    icd10cm: 'I51.4',
    codes: [
      exact('icd10cm', 'I51.4', 'Myocarditis, unspecified'),
      narrower('icd10cm', 'I40', 'Acute myocarditis'),
      narrower('icd10cm', 'I41', 'Myocarditis in diseases classified elsewhere'),
      exact('snomed', '50920009', 'Myocarditis'),
      exact('mondo', 'MONDO:0004496', 'myocarditis'),
      exact('hpo', 'HP:0012819', 'Myocarditis'),
    ],
    acute: true,
    severity: 2,
    dontMiss: {
      reason: 'May turn into cardiogenic shock, malignant arrhythmia or sudden death within hours.',
      source: 'ESC position statement on myocarditis (Caforio ALP et al., Eur Heart J 2013;34:2636)',
    },
  },
  {
    name: 'Unstable angina',
    id: 'unstable-angina',
    label: { en: 'Unstable angina', es: 'Angina inestable' },
    icd10cm: 'I20.0',
    codes: [
      exact('icd10cm', 'I20.0', 'Unstable angina'),
      exact('snomed', '4557003', 'Preinfarction syndrome', 'public code lists of angina, as unstable angina'),
      exact('mondo', 'MONDO:0006805', 'intermediate coronary syndrome'),
      broader('hpo', 'HP:0001681', 'Angina pectoris'),
    ],
    acute: true,
    severity: 2,
    dontMiss: {
      reason: 'An acute coronary syndrome: infarction may follow within hours unless it is treated.',
      source: acs2023,
    },
  },
  {
    name: 'Stable angina',
    id: 'stable-angina',
    label: { en: 'Stable angina', es: 'Angina estable' },
    icd10cm: 'I20.89',
    codes: [
      exact('icd10cm', 'I20.89', 'Other forms of angina pectoris', 'inclusion terms: stable angina, angina of effort'),
      broader('icd10cm', 'I20.9', 'Angina pectoris, unspecified'),
      exact('snomed', '233819005', 'Stable angina', 'public code lists of angina'),
      broader('hpo', 'HP:0001681', 'Angina pectoris'),
    ],
    acute: false,
    severity: 2,
  },
  {
    name: 'Possible NSTEMI / STEMI',
    id: 'acute-myocardial-infarction',
    label: {
      en: 'Possible acute myocardial infarction (NSTEMI or STEMI)',
      es: 'Posible infarto agudo de miocardio (IAMSEST o IAMCEST)',
    },
    icd10cm: 'I21',
    codes: [
      exact('icd10cm', 'I21', 'Acute myocardial infarction'),
      exact('snomed', '57054005', 'Acute myocardial infarction'),
      broader('snomed', '22298006', 'Myocardial infarction'),
      exact('mondo', 'MONDO:0004781', 'acute myocardial infarction'),
      broader('hpo', 'HP:0001658', 'Myocardial infarction'),
    ],
    acute: true,
    severity: 1,
    dontMiss: { reason: 'Reperfusion saves heart muscle and lives, within hours.', source: acs2023 },
  },
  {
    name: 'Pulmonary embolism',
    id: 'pulmonary-embolism',
    label: { en: 'Pulmonary embolism', es: 'Embolia pulmonar' },
    icd10cm: 'I26',
    codes: [
      exact('icd10cm', 'I26', 'Pulmonary embolism'),
      exact('snomed', '59282003', 'Pulmonary embolism'),
      exact('mondo', 'MONDO:0005279', 'pulmonary embolism'),
      exact('hpo', 'HP:0002204', 'Pulmonary embolism'),
    ],
    acute: true,
    severity: 2,
    dontMiss: {
      reason: 'Untreated it recurs and kills; anticoagulation or reperfusion is urgent.',
      source: 'ESC Guidelines on acute pulmonary embolism 2019 (Konstantinides SV et al., Eur Heart J 2020;41:543)',
    },
  },
  {
    name: 'Acute pulmonary edema',
    id: 'acute-pulmonary-edema',
    label: { en: 'Acute pulmonary oedema', es: 'Edema agudo de pulmón' },
    icd10cm: 'J81.0',
    codes: [
      exact('icd10cm', 'J81.0', 'Acute pulmonary edema'),
      exact('snomed', '40541001', 'Acute pulmonary edema', 'SNOMED CT Expression Constraint Language guide, examples'),
      broader('mondo', 'MONDO:0006932', 'pulmonary edema'),
      broader('hpo', 'HP:0100598', 'Pulmonary edema'),
    ],
    acute: true,
    severity: 1,
    dontMiss: {
      reason: 'Respiratory failure within minutes to hours; oxygen, diuretics and ventilation are urgent.',
      source: 'ESC Guidelines on heart failure 2021 (McDonagh TA et al., Eur Heart J 2021;42:3599)',
    },
  },
  {
    name: 'Pericarditis',
    id: 'pericarditis',
    label: { en: 'Acute pericarditis', es: 'Pericarditis aguda' },
    icd10cm: 'I30',
    codes: [
      exact('icd10cm', 'I30', 'Acute pericarditis'),
      broader('snomed', '3238004', 'Pericarditis'),
      broader('mondo', 'MONDO:0005904', 'pericarditis'),
      broader('hpo', 'HP:0001701', 'Pericarditis'),
    ],
    acute: true,
    severity: 4,
  },
  {
    name: 'Localized edema',
    id: 'oedema-without-pulmonary-oedema',
    label: {
      en: 'Localised or generalised oedema without lung involvement',
      es: 'Edema localizado o generalizado sin afectación pulmonar',
    },
    icd10cm: 'R60',
    codes: [
      exact('icd10cm', 'R60', 'Edema, not elsewhere classified'),
      exact('snomed', '267038008', 'Edema'),
      exact('hpo', 'HP:0000969', 'Edema'),
    ],
    acute: false,
    severity: 4,
  },
];
