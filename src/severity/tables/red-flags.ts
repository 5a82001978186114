import type { Bilingual } from '../state.ts';

/** A sign that makes an illness acute, however the symptoms are rated. */
export interface RedFlag extends Bilingual {
  /** Stable code, by which a caller reports it. */
  readonly code: string;
  readonly source: string;
}

/** Codes never change their meaning: callers send them. */
export const redFlags: readonly RedFlag[] = [
  {
    code: 'chest-pain-over-15-minutes',
    en: 'chest pain for more than 15 minutes, or with sweating, vomiting or breathlessness',
    es: 'dolor de pecho de más de 15 minutos, o con sudoración, vómitos o falta de aire',
    source: 'NICE CG95 (2016) §1.2.1',
  },
  {
    code: 'cannot-complete-sentences',
    en: 'too breathless to complete a sentence',
    es: 'falta de aire que impide terminar una frase',
    source: 'BTS/SIGN 158 (2019): acute severe asthma',
  },
  {
    code: 'stridor',
    en: 'stridor',
    es: 'estridor',
    source: 'Resuscitation Council UK 2021, ABCDE approach: partial airway obstruction',
  },
  {
    code: 'cyanosis',
    en: 'blue skin, lips or tongue',
    es: 'piel, labios o lengua azulados',
    source: 'NICE NG51: sepsis, high-risk criterion',
  },
  {
    code: 'swollen-tongue-or-throat',
    en: 'sudden swelling of the tongue, throat or face',
    es: 'hinchazón repentina de la lengua, la garganta o la cara',
    source: 'NICE CG134: anaphylaxis',
  },
  {
    code: 'new-confusion',
    en: 'new confusion or reduced consciousness',
    es: 'confusión nueva o disminución de la conciencia',
    source: 'RCP NEWS2 2017: scores 3',
  },
  {
    code: 'loss-of-consciousness',
    en: 'loss of consciousness',
    es: 'pérdida de conocimiento',
    source: 'NICE CG109: transient loss of consciousness',
  },
  { code: 'seizure', en: 'seizure', es: 'convulsión', source: 'NICE NG217: epilepsies, first seizure' },
  {
    code: 'face-arm-speech',
    en: 'sudden weakness of the face or an arm, or disturbed speech',
    es: 'debilidad repentina de la cara o de un brazo, o alteración del habla',
    source: 'NICE NG128: stroke, FAST',
  },
  {
    code: 'thunderclap-headache',
    en: 'sudden headache that is worst within 5 minutes',
    es: 'dolor de cabeza repentino que llega al máximo en menos de 5 minutos',
    source: 'NICE CG150: headaches',
  },
  {
    code: 'neck-stiffness-with-fever',
    en: 'fever with a stiff neck',
    es: 'fiebre con rigidez de cuello',
    source: 'NICE NG240: bacterial meningitis',
  },
  {
    code: 'non-blanching-rash',
    en: 'rash that does not fade when pressed',
    es: 'erupción que no desaparece al presionarla',
    source: 'NICE NG240: meningococcal disease; NICE NG51',
  },
  {
    code: 'vomiting-blood-or-black-stools',
    en: 'vomiting blood, or black stools',
    es: 'vómito con sangre o heces negras',
    source: 'NICE CG141: acute upper gastrointestinal bleeding',
  },
  {
    code: 'no-urine-for-18-hours',
    en: 'no urine for 18 hours',
    es: 'ausencia de orina durante 18 horas',
    source: 'NICE NG51: sepsis, high-risk criterion',
  },
];
