import type { QuestionGroup } from './question-text.ts';

export const general: QuestionGroup = {
  id: 'general',
  en: 'General',
  es: 'Síntomas generales',
  questions: [
    { evidence: 'E_91', es: '¿Tiene o ha tenido fiebre (sentida o medida con un termómetro)?' },
    { evidence: 'E_94', es: '¿Ha tenido escalofríos o temblores de frío?' },
    { evidence: 'E_50', es: '¿Ha sudado mucho más de lo normal?' },
    {
      evidence: 'E_175',
      es: '¿Ha notado cansancio nuevo, malestar general, dolores musculares por todo el cuerpo o un cambio en su estado general relacionado con esta consulta?',
    },
    { evidence: 'E_89', es: '¿Se siente cansado todo el tiempo o duerme sin descansar?' },
    {
      evidence: 'E_88',
      es: '¿Está tan cansado que no puede hacer sus actividades habituales o pasa todo el día en la cama?',
    },
    {
      evidence: 'E_161',
      en: 'Have you recently had a loss of appetite or do you get full more quickly than usual?',
      es: '¿Ha perdido el apetito hace poco o se siente lleno más rápido de lo habitual?',
    },
    { evidence: 'E_32', es: '¿Tiene menos apetito que antes?' },
    { evidence: 'E_162', es: '¿Ha bajado de peso sin quererlo en los últimos 3 meses?' },
    {
      evidence: 'E_174',
      es: '¿Ha bajado de peso sin quererlo o ha perdido el apetito, en relación con esta consulta?',
    },
    { evidence: 'E_96', es: '¿Ha subido de peso hace poco?' },
    { evidence: 'E_154', es: '¿Está su piel mucho más pálida de lo habitual?' },
    { evidence: 'E_9', es: '¿Tiene ganglios inflamados o dolorosos?' },
    { evidence: 'E_144', es: '¿Tiene dolores musculares por todo el cuerpo?' },
    { evidence: 'E_178', es: '¿Ha notado sangrados o moretones fuera de lo común, en relación con esta consulta?' },
    { evidence: 'E_151', es: '¿Tiene hinchazón en una o más partes del cuerpo?' },
    { evidence: 'E_152', es: '¿Dónde tiene la hinchazón?' },
    { evidence: 'E_219', es: '¿Sus síntomas son más intensos por la noche?' },
    { evidence: 'E_218', es: '¿Tiene síntomas que empeoran con el esfuerzo físico y se alivian con el reposo?' },
    { evidence: 'E_217', es: '¿Sus síntomas empeoran al acostarse y mejoran al sentarse?' },
    {
      evidence: 'E_221',
      es: '¿Los síntomas o el dolor aumentan al toser, al hacer un esfuerzo como levantar un peso o al pujar para evacuar?',
    },
    {
      evidence: 'E_13',
      es: '¿Ha notado que sus síntomas han empeorado en las últimas 2 semanas y que aparecen con esfuerzos cada vez menores?',
    },
    { evidence: 'E_42', es: '¿Ha estado en contacto con algo a lo que es alérgico, o lo ha comido?' },
  ],
};
