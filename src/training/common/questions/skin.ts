import type { QuestionGroup } from './question-text.ts';

export const skin: QuestionGroup = {
  id: 'skin',
  en: 'Skin',
  es: 'Piel',
  questions: [
    {
      evidence: 'E_129',
      es: '¿Tiene lesiones, enrojecimiento o problemas en la piel que cree relacionados con el motivo de su consulta?',
    },
    { evidence: 'E_133', en: 'Where are the lesions?', es: '¿Dónde tiene las lesiones?' },
    { evidence: 'E_130', en: 'What colour are the lesions?', es: '¿De qué color son las lesiones?' },
    {
      evidence: 'E_132',
      en: 'How far are the lesions raised, from 0 (flat) to 10 (very swollen)?',
      es: '¿Cuánto sobresalen las lesiones, de 0 (planas) a 10 (muy hinchadas)?',
    },
    {
      evidence: 'E_134',
      en: 'How intense is the pain caused by the lesions, from 0 (no pain) to 10 (the worst pain imaginable)?',
      es: '¿Cuánto le duelen las lesiones, de 0 (nada) a 10 (el peor dolor imaginable)?',
    },
    {
      evidence: 'E_136',
      en: 'How severe is the itching, from 0 (none) to 10 (the worst imaginable)?',
      es: '¿Cuánto le pican las lesiones, de 0 (nada) a 10 (la peor picazón imaginable)?',
    },
    {
      evidence: 'E_135',
      en: 'Is the lesion (or are the lesions) larger than 1 cm?',
      es: '¿La lesión (o las lesiones) mide más de 1 cm?',
    },
    { evidence: 'E_131', es: '¿Se pelan las lesiones (se desprenden trozos de piel)?' },
    { evidence: 'E_92', es: '¿Se le pusieron rojas las mejillas de repente?' },
  ],
};
