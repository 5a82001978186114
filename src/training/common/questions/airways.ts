import type { QuestionGroup } from './question-text.ts';

export const breathing: QuestionGroup = {
  id: 'breathing',
  en: 'Breathing and cough',
  es: 'Respiración y tos',
  questions: [
    { evidence: 'E_66', es: '¿Siente falta de aire o una dificultad importante para respirar?' },
    { evidence: 'E_64', es: '¿Le falta el aire con un esfuerzo físico mínimo?' },
    { evidence: 'E_67', es: '¿Tiene crisis de ahogo o falta de aire que lo despiertan por la noche?' },
    { evidence: 'E_75', es: '¿Siente o ha sentido que se ahoga o se asfixia?' },
    {
      evidence: 'E_128',
      es: '¿Ha sentido alguna vez que se ahogaba por un tiempo muy corto, sin poder respirar ni hablar?',
    },
    { evidence: 'E_194', es: '¿Ha notado un ruido agudo al tomar aire?' },
    { evidence: 'E_214', es: '¿Ha notado un silbido al soltar el aire?' },
    { evidence: 'E_201', es: '¿Tiene tos?' },
    { evidence: 'E_203', es: '¿Tiene accesos de tos intensa?' },
    // The French original asks for the barking cough of croup (« toux aboyante »), which is not whooping cough.
    { evidence: 'E_202', en: 'Do you have a barking cough?', es: '¿Tiene una tos perruna (como un ladrido)?' },
    {
      evidence: 'E_112',
      en: 'Do you make a whistling or crowing noise when you breathe in after coughing fits?',
      es: '¿Hace un silbido o ruido al tomar aire después de los accesos de tos?',
    },
    { evidence: 'E_77', es: '¿Tiene tos con flema de color o más abundante de lo habitual?' },
    { evidence: 'E_45', es: '¿Ha tosido sangre?' },
    { evidence: 'E_166', es: '¿Ha vomitado después de toser?' },
    { evidence: 'E_23', es: '¿Deja de respirar por momentos mientras duerme?' },
  ],
};

export const noseAndThroat: QuestionGroup = {
  id: 'nose-throat',
  en: 'Nose, mouth and throat',
  es: 'Nariz, boca y garganta',
  questions: [
    { evidence: 'E_181', es: '¿Tiene la nariz tapada o le sale moco claro?' },
    { evidence: 'E_182', es: '¿Le sale moco verdoso o amarillento por la nariz?' },
    { evidence: 'E_169', en: 'Is your nose or your palate itchy?', es: '¿Le pica la nariz o el paladar?' },
    { evidence: 'E_103', es: '¿Ha perdido el olfato?' },
    { evidence: 'E_97', es: '¿Le duele la garganta?' },
    {
      evidence: 'E_65',
      es: '¿Le cuesta tragar, o siente molestia o algo atorado al tragar?',
    },
    {
      evidence: 'E_212',
      en: 'Has your voice changed: become weaker, deeper, or gone?',
      es: '¿Ha cambiado su voz: se ha vuelto más débil o más grave, o la ha perdido?',
    },
    { evidence: 'E_190', es: '¿Ha notado que produce más saliva de lo habitual?' },
    { evidence: 'E_206', es: '¿Tiene úlceras o llagas dolorosas en la boca?' },
    {
      evidence: 'E_205',
      es: '¿Le cuesta o no puede abrir la boca de repente, o le duele la mandíbula al abrirla?',
    },
    { evidence: 'E_168', es: '¿Le cuesta mantener la lengua dentro de la boca?' },
  ],
};
