import type { Bilingual } from '../state.ts';

/** A symptom that can be rated from 0 to 10. */
export interface Symptom extends Bilingual {
  /** HPO id; what is at or below it in the ontology counts as this symptom. */
  readonly hpo: string;
  /** Further names in either language, lower case; `_`, `-` and accents do not count. */
  readonly names?: readonly string[];
  /**
   * When the symptom alone makes an acute illness: rated almost maximal (9 or 10), or there at all.
   * Borg CR10 (Borg GA, Med Sci Sports Exerc 1982;14:377-381): 9 is "very, very severe (almost maximal)".
   */
  readonly alarm?: 'almost-maximal' | 'any';
  /** Why it is an alarm. */
  readonly source?: string;
}

/** Symptoms by the names of the published examples and those that people come with most. HPO labels are checked by test. */
export const symptoms: readonly Symptom[] = [
  {
    hpo: 'HP:0002094',
    en: 'shortness of breath',
    es: 'dificultad para respirar',
    names: [
      'dificultad respirar',
      'dificultad respiratoria',
      'falta de aire',
      'disnea',
      'breathlessness',
      'difficulty breathing',
    ],
    alarm: 'almost-maximal',
    source: 'NICE NG51: sepsis, respiratory criteria; RCP NEWS2 2017',
  },
  {
    hpo: 'HP:0100749',
    en: 'chest pain',
    es: 'dolor de pecho',
    names: ['dolor pecho', 'dolor en el pecho', 'dolor toracico'],
    alarm: 'almost-maximal',
    source: 'NICE CG95: recent-onset chest pain',
  },
  {
    hpo: 'HP:0002027',
    en: 'abdominal pain',
    es: 'dolor abdominal',
    names: ['dolor abdomen', 'dolor de barriga', 'dolor de estomago', 'dolor estomago', 'stomach pain', 'stomach ache'],
    alarm: 'almost-maximal',
    source: 'Cartwright SL, Knudson MP. Am Fam Physician 2008;77:971-978: severe acute abdominal pain',
  },
  {
    hpo: 'HP:0002315',
    en: 'headache',
    es: 'dolor de cabeza',
    names: ['dolor cabeza', 'cefalea'],
    alarm: 'almost-maximal',
    source: 'NICE CG150: headaches, sudden onset of maximal intensity',
  },
  {
    hpo: 'HP:0001289',
    en: 'confusion',
    es: 'confusión',
    names: ['desorientacion'],
    alarm: 'any',
    source: 'RCP NEWS2 2017: new confusion scores 3',
  },
  {
    hpo: 'HP:0007185',
    en: 'loss of consciousness',
    es: 'pérdida de conocimiento',
    names: ['fainting', 'perdida conocimiento', 'perdida de conciencia'],
    alarm: 'any',
    source: 'NICE CG109: transient loss of consciousness',
  },
  {
    hpo: 'HP:0001279',
    en: 'syncope',
    es: 'desmayo',
    names: ['sincope'],
    alarm: 'any',
    source: 'NICE CG109: transient loss of consciousness',
  },
  {
    hpo: 'HP:0001250',
    en: 'seizure',
    es: 'convulsión',
    names: ['convulsiones', 'crisis epileptica', 'fit'],
    alarm: 'any',
    source: 'NICE NG217: epilepsies, first seizure',
  },
  {
    hpo: 'HP:0002248',
    en: 'vomiting blood',
    es: 'vómito con sangre',
    names: ['vomito sangre', 'vomitar sangre', 'hematemesis'],
    alarm: 'any',
    source: 'NICE CG141: acute upper gastrointestinal bleeding',
  },
  {
    hpo: 'HP:0002249',
    en: 'black stools',
    es: 'heces negras',
    names: ['melena'],
    alarm: 'any',
    source: 'NICE CG141: acute upper gastrointestinal bleeding',
  },
  {
    hpo: 'HP:0010307',
    en: 'stridor',
    es: 'estridor',
    alarm: 'any',
    source: 'Resuscitation Council UK 2021, ABCDE approach: stridor is partial airway obstruction',
  },
  {
    hpo: 'HP:0000961',
    en: 'blue lips or skin',
    es: 'labios o piel azulados',
    names: ['cianosis'],
    alarm: 'any',
    source: 'NICE NG51: cyanosis of skin, lips or tongue',
  },
  { hpo: 'HP:0001945', en: 'fever', es: 'fiebre', names: ['temperatura alta'] },
  { hpo: 'HP:0025143', en: 'chills', es: 'escalofríos' },
  { hpo: 'HP:0012378', en: 'fatigue', es: 'fatiga', names: ['cansancio', 'tiredness'] },
  { hpo: 'HP:0033834', en: 'malaise', es: 'malestar general', names: ['malestar'] },
  { hpo: 'HP:0025406', en: 'weakness', es: 'debilidad', names: ['debilidad general', 'asthenia'] },
  {
    hpo: 'HP:0003326',
    en: 'muscle pain',
    es: 'dolor muscular',
    names: ['dolores musculares', 'mialgia'],
  },
  {
    hpo: 'HP:0002829',
    en: 'joint pain',
    es: 'dolor articular',
    names: ['dolores articulares', 'dolor de articulaciones'],
  },
  { hpo: 'HP:0003418', en: 'back pain', es: 'dolor de espalda', names: ['dolor espalda'] },
  { hpo: 'HP:0003419', en: 'low back pain', es: 'dolor lumbar', names: ['lumbalgia', 'lower back pain'] },
  { hpo: 'HP:0030833', en: 'neck pain', es: 'dolor de cuello', names: ['dolor cuello', 'cervicalgia'] },
  { hpo: 'HP:0012531', en: 'pain', es: 'dolor' },
  { hpo: 'HP:0012735', en: 'cough', es: 'tos' },
  { hpo: 'HP:0030828', en: 'wheezing', es: 'silbidos al respirar', names: ['sibilancias'] },
  { hpo: 'HP:0002105', en: 'coughing blood', es: 'tos con sangre', names: ['hemoptisis'] },
  { hpo: 'HP:0033050', en: 'sore throat', es: 'dolor de garganta', names: ['dolor garganta'] },
  { hpo: 'HP:0001742', en: 'stuffy nose', es: 'congestión nasal', names: ['nariz tapada', 'blocked nose'] },
  { hpo: 'HP:0031417', en: 'runny nose', es: 'secreción nasal', names: ['rinorrea', 'moqueo'] },
  { hpo: 'HP:0025095', en: 'sneezing', es: 'estornudos' },
  { hpo: 'HP:0000458', en: 'loss of smell', es: 'pérdida del olfato', names: ['perdida olfato', 'anosmia'] },
  // HPO has one term for both.
  { hpo: 'HP:0002321', en: 'dizziness', es: 'mareos', names: ['mareo', 'vertigo'] },
  { hpo: 'HP:0001962', en: 'palpitations', es: 'palpitaciones' },
  { hpo: 'HP:0002018', en: 'nausea', es: 'náuseas', names: ['nausea', 'ganas de vomitar'] },
  { hpo: 'HP:0002013', en: 'vomiting', es: 'vómitos', names: ['vomito'] },
  { hpo: 'HP:0002014', en: 'diarrhoea', es: 'diarrea', names: ['diarrhea'] },
  { hpo: 'HP:0002019', en: 'constipation', es: 'estreñimiento' },
  {
    hpo: 'HP:0004396',
    en: 'loss of appetite',
    es: 'pérdida de apetito',
    names: ['perdida apetito', 'falta de apetito'],
  },
  { hpo: 'HP:0001824', en: 'weight loss', es: 'pérdida de peso', names: ['perdida peso'] },
  { hpo: 'HP:0000975', en: 'sweating', es: 'sudoración', names: ['sudores', 'sudoracion excesiva'] },
  { hpo: 'HP:0000989', en: 'itching', es: 'picazón', names: ['prurito', 'comezon'] },
  { hpo: 'HP:0000988', en: 'skin rash', es: 'erupción cutánea', names: ['sarpullido', 'rash'] },
  { hpo: 'HP:0000969', en: 'swelling', es: 'hinchazón', names: ['edema'] },
  { hpo: 'HP:0100785', en: 'insomnia', es: 'insomnio' },
  { hpo: 'HP:0000739', en: 'anxiety', es: 'ansiedad' },
  { hpo: 'HP:0000716', en: 'low mood', es: 'ánimo bajo', names: ['depresion', 'depression', 'tristeza'] },
  {
    hpo: 'HP:0003401',
    en: 'tingling or numbness',
    es: 'hormigueo',
    names: ['adormecimiento', 'parestesias', 'tingling'],
  },
  {
    hpo: 'HP:0100518',
    en: 'painful urination',
    es: 'dolor al orinar',
    names: ['dysuria', 'disuria', 'ardor al orinar'],
  },
  { hpo: 'HP:0000622', en: 'blurred vision', es: 'visión borrosa', names: ['vision borrosa'] },
  {
    hpo: 'HP:0002015',
    en: 'difficulty swallowing',
    es: 'dificultad para tragar',
    names: ['dificultad tragar', 'disfagia'],
  },
  { hpo: 'HP:0030766', en: 'ear pain', es: 'dolor de oído', names: ['dolor oido'] },
];
