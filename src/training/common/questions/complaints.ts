/** What people commonly come for, as a short answer to "why are you here": the evidence that it says yes to. */
export interface Complaint {
  readonly evidence: string;
  readonly en: string;
  readonly es: string;
}

/** A complaint says no more than its evidence, so only evidences that ask one thing are offered. */
export const complaints: readonly Complaint[] = [
  { evidence: 'E_91', en: 'Fever', es: 'Fiebre' },
  { evidence: 'E_53', en: 'Pain', es: 'Dolor' },
  { evidence: 'E_201', en: 'Cough', es: 'Tos' },
  { evidence: 'E_66', en: 'Shortness of breath', es: 'Falta de aire' },
  { evidence: 'E_97', en: 'Sore throat', es: 'Dolor de garganta' },
  { evidence: 'E_181', en: 'Stuffy or runny nose', es: 'Nariz tapada o moco claro' },
  { evidence: 'E_65', en: 'Difficulty swallowing', es: 'Dificultad para tragar' },
  { evidence: 'E_212', en: 'Change of voice', es: 'Cambio de voz' },
  { evidence: 'E_155', en: 'Palpitations', es: 'Palpitaciones' },
  { evidence: 'E_159', en: 'Loss of consciousness', es: 'Pérdida de conocimiento' },
  { evidence: 'E_82', en: 'Dizziness, feeling faint', es: 'Mareo, sensación de desmayo' },
  { evidence: 'E_148', en: 'Nausea', es: 'Náuseas' },
  { evidence: 'E_211', en: 'Repeated vomiting', es: 'Vómitos repetidos' },
  { evidence: 'E_51', en: 'Diarrhoea', es: 'Diarrea' },
  { evidence: 'E_173', en: 'Heartburn', es: 'Ardor de estómago que sube a la garganta' },
  { evidence: 'E_129', en: 'Skin problem', es: 'Problema de la piel' },
  { evidence: 'E_151', en: 'Swelling', es: 'Hinchazón' },
  { evidence: 'E_178', en: 'Unusual bleeding or bruising', es: 'Sangrados o moretones fuera de lo común' },
  { evidence: 'E_89', en: 'Constant fatigue', es: 'Cansancio constante' },
  { evidence: 'E_144', en: 'Muscle pain all over', es: 'Dolores musculares por todo el cuerpo' },
  { evidence: 'E_84', en: 'Weakness of both arms or legs', es: 'Debilidad en ambos brazos o piernas' },
  { evidence: 'E_63', en: 'Difficulty speaking', es: 'Dificultad para hablar' },
  { evidence: 'E_39', en: 'Confusion', es: 'Confusión' },
  { evidence: 'E_52', en: 'Double vision', es: 'Visión doble' },
  { evidence: 'E_74', en: 'Red eyes', es: 'Ojos rojos' },
  { evidence: 'E_16', en: 'Anxiety', es: 'Ansiedad' },
  { evidence: 'E_162', en: 'Unintended weight loss', es: 'Pérdida de peso sin quererlo' },
];
