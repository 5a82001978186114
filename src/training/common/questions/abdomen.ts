import type { QuestionGroup } from './question-text.ts';

export const digestion: QuestionGroup = {
  id: 'digestion',
  en: 'Digestion',
  es: 'Digestión',
  questions: [
    { evidence: 'E_148', es: '¿Tiene náuseas o ganas de vomitar?' },
    { evidence: 'E_211', es: '¿Ha vomitado varias veces o ha hecho varios esfuerzos para vomitar?' },
    { evidence: 'E_210', es: '¿Ha vomitado hace poco sangre o algo parecido a posos de café?' },
    {
      evidence: 'E_173',
      es: '¿Tiene una sensación de ardor que empieza en el estómago y sube a la garganta, a veces con un sabor amargo en la boca?',
    },
    { evidence: 'E_215', es: '¿Tiene síntomas que empeoran después de comer?' },
    { evidence: 'E_30', es: '¿Siente el abdomen inflado o distendido (hinchado por presión desde dentro)?' },
    { evidence: 'E_51', es: '¿Ha tenido diarrea o evacúa con más frecuencia?' },
    {
      evidence: 'E_150',
      es: '¿Ha podido evacuar o expulsar gases desde que aumentaron sus síntomas?',
    },
    { evidence: 'E_140', es: '¿Ha tenido hace poco heces negras (como el carbón)?' },
    { evidence: 'E_179', es: '¿Ha notado sangre roja clara o coágulos de sangre en las heces?' },
    { evidence: 'E_188', es: '¿Tiene las heces pálidas y la orina oscura?' },
  ],
};

export const gynaecology: QuestionGroup = {
  id: 'gynaecology',
  en: 'Gynaecology',
  es: 'Ginecología',
  questions: [
    { evidence: 'E_163', es: '¿Ha tenido flujo vaginal?' },
    { evidence: 'E_145', es: '¿Tiene menstruaciones muy abundantes o muy largas?' },
    { evidence: 'E_167', es: '¿Cree que está embarazada o está embarazada actualmente?' },
    { evidence: 'E_141', es: '¿Tuvo su primera menstruación antes de los 12 años?' },
    { evidence: 'E_11', es: '¿Ha amamantado a alguno de sus hijos durante más de 9 meses?' },
  ],
};
