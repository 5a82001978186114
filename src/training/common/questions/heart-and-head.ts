import type { QuestionGroup } from './question-text.ts';

export const heart: QuestionGroup = {
  id: 'heart',
  en: 'Heart',
  es: 'Corazón',
  questions: [
    {
      evidence: 'E_155',
      es: '¿Siente que el corazón le late rápido o de forma irregular (se salta latidos), o siente palpitaciones?',
    },
    { evidence: 'E_164', es: '¿Siente que el corazón le late de forma muy irregular o desordenada?' },
    { evidence: 'E_159', es: '¿Perdió el conocimiento?' },
    { evidence: 'E_82', es: '¿Se siente mareado y aturdido, o como si fuera a desmayarse?' },
    { evidence: 'E_76', es: '¿Se siente ligeramente mareado o con un leve desequilibrio?' },
  ],
};

export const nerves: QuestionGroup = {
  id: 'nerves',
  en: 'Nerves and muscles',
  es: 'Nervios y músculos',
  questions: [
    { evidence: 'E_39', es: '¿Se ha sentido confundido o desorientado últimamente?' },
    {
      evidence: 'E_43',
      es: '¿Ha perdido el conocimiento con contracciones musculares violentas y prolongadas, o ha tenido un episodio de ausencia?',
    },
    { evidence: 'E_63', es: '¿Le cuesta pronunciar las palabras o hablar?' },
    { evidence: 'E_84', es: '¿Siente debilidad en ambos brazos o en ambas piernas?' },
    {
      evidence: 'E_176',
      es: '¿Tiene o ha tenido debilidad o parálisis en uno o más brazos o piernas, o en la cara?',
    },
    {
      evidence: 'E_156',
      es: '¿Ha tenido debilidad o parálisis en un lado de la cara, que sigue presente o ya desapareció por completo?',
    },
    { evidence: 'E_83', es: '¿Ha notado debilidad en los músculos de la cara o de los ojos?' },
    { evidence: 'E_90', es: '¿Su debilidad muscular aumenta con el cansancio o el estrés?' },
    { evidence: 'E_172', es: '¿Le cuesta abrir o levantar uno o ambos párpados?' },
    {
      evidence: 'E_177',
      en: 'Do you have, or did you recently have, numbness or tingling anywhere on your body?',
      es: '¿Tiene o ha tenido hace poco adormecimiento, pérdida de sensibilidad u hormigueo en alguna parte del cuerpo?',
    },
    { evidence: 'E_93', es: '¿Tiene adormecimiento, pérdida de sensibilidad u hormigueo en los pies?' },
    {
      evidence: 'E_157',
      en: 'Do you have, or did you recently have, numbness or tingling in the hands, the feet and around the mouth?',
      es: '¿Tiene o ha tenido hace poco adormecimiento, pérdida de sensibilidad u hormigueo en las manos, los pies y alrededor de la boca?',
    },
    {
      evidence: 'E_193',
      es: '¿Tiene espasmos musculares molestos en la cara, el cuello u otra parte del cuerpo?',
    },
    {
      evidence: 'E_192',
      es: '¿Siente que los espasmos o el dolor de los músculos del cuello no le dejan girar la cabeza hacia un lado?',
    },
  ],
};

export const eyes: QuestionGroup = {
  id: 'eyes',
  en: 'Eyes',
  es: 'Ojos',
  questions: [
    { evidence: 'E_74', es: '¿Ha notado un enrojecimiento extenso en uno o ambos ojos?' },
    { evidence: 'E_170', es: '¿Tiene mucha picazón en uno o ambos ojos?' },
    { evidence: 'E_127', es: '¿Siente que los ojos le lloran demasiado?' },
    {
      evidence: 'E_52',
      es: '¿Ve dos imágenes de un mismo objeto, superpuestas o una al lado de la otra (visión doble)?',
    },
    { evidence: 'E_180', es: '¿No puede controlar hacia dónde se dirigen sus ojos?' },
  ],
};

export const mind: QuestionGroup = {
  id: 'mind',
  en: 'Mood',
  es: 'Estado de ánimo',
  questions: [
    { evidence: 'E_16', es: '¿Se siente ansioso?' },
    { evidence: 'E_114', es: '¿Está más irritable o su estado de ánimo ha sido muy inestable últimamente?' },
    {
      evidence: 'E_171',
      es: '¿Se siente como separado de su propio cuerpo o de lo que lo rodea?',
    },
    {
      evidence: 'E_111',
      en: 'Do you feel like you are dying or were you afraid that you were about to die?',
      es: '¿Siente que se está muriendo o tuvo miedo de estar a punto de morir?',
    },
  ],
};
