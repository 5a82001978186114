import type { QuestionGroup } from './question-text.ts';

export const pain: QuestionGroup = {
  id: 'pain',
  en: 'Pain',
  es: 'Dolor',
  questions: [
    { evidence: 'E_53', es: '¿Tiene dolor en alguna parte, relacionado con el motivo de su consulta?' },
    { evidence: 'E_55', en: 'Where do you feel the pain?', es: '¿Dónde siente el dolor?' },
    { evidence: 'E_54', en: 'How would you describe the pain?', es: '¿Cómo describiría el dolor?' },
    {
      evidence: 'E_56',
      en: 'How intense is the pain, from 0 (no pain) to 10 (the worst pain imaginable)?',
      es: '¿Qué intensidad tiene el dolor, de 0 (ningún dolor) a 10 (el peor dolor imaginable)?',
    },
    {
      evidence: 'E_58',
      en: 'How precisely can you point to the pain, from 0 (not at all) to 10 (very precisely)?',
      es: '¿Con qué precisión puede señalar dónde le duele, de 0 (con ninguna) a 10 (con mucha)?',
    },
    {
      evidence: 'E_59',
      en: 'How fast did the pain appear, from 0 (very slowly) to 10 (suddenly)?',
      es: '¿Con qué rapidez apareció el dolor, de 0 (muy lentamente) a 10 (de repente)?',
    },
    { evidence: 'E_57', en: 'Where else does the pain spread to?', es: '¿Hacia qué otra parte se extiende el dolor?' },
    { evidence: 'E_216', es: '¿Tiene un dolor que aumenta al moverse?' },
    { evidence: 'E_220', es: '¿Tiene un dolor que aumenta al respirar hondo?' },
    { evidence: 'E_33', es: '¿Tiene un dolor que mejora al inclinarse hacia adelante?' },
    { evidence: 'E_14', es: '¿Tiene dolor en el pecho incluso en reposo?' },
    { evidence: 'E_38', es: '¿Tiene dolor o debilidad en la mandíbula?' },
  ],
};
