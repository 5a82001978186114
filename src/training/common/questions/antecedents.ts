import type { QuestionGroup } from './question-text.ts';

export const recentEvents: QuestionGroup = {
  id: 'recent-events',
  en: 'Recent events',
  es: 'Hechos recientes',
  questions: [
    {
      evidence: 'E_41',
      es: '¿Ha estado en contacto con una persona con síntomas parecidos en las últimas 2 semanas?',
    },
    { evidence: 'E_116', es: '¿Ha tenido un resfriado en las últimas 2 semanas?' },
    { evidence: 'E_0', es: '¿Ha tenido hace poco una infección por virus?' },
    {
      evidence: 'E_40',
      en: 'Have you been in contact with someone who has had pertussis (whooping cough)?',
      es: '¿Ha estado en contacto con alguien que ha tenido tosferina?',
    },
    { evidence: 'E_73', es: '¿Ha estado en contacto en el último mes con alguien infectado por el virus del Ébola?' },
    { evidence: 'E_204', es: '¿Ha viajado fuera del país en las últimas 4 semanas?' },
    { evidence: 'E_196', es: '¿Le han operado en el último mes?' },
    {
      evidence: 'E_110',
      es: '¿Ha pasado más de 3 días seguidos sin poder moverse o levantarse en las últimas 4 semanas?',
    },
    {
      evidence: 'E_147',
      es: '¿Lo han tratado hace poco en un hospital por náuseas, agitación, intoxicación o conducta agresiva, con medicamentos inyectados en la vena o el músculo?',
    },
    {
      evidence: 'E_187',
      es: '¿Comió pescado de carne oscura (como el atún) o queso suizo antes de la reacción?',
    },
    { evidence: 'E_189', es: '¿Ha tenido relaciones sexuales con una pareja con VIH en los últimos 12 meses?' },
    {
      evidence: 'E_115',
      es: '¿Ha tenido relaciones sexuales sin protección con más de una persona en los últimos 6 meses?',
    },
    { evidence: 'E_101', es: '¿Lo han hospitalizado por una crisis de asma en el último año?' },
    { evidence: 'E_46', es: '¿Ha tenido 2 o más crisis de asma en el último año?' },
    {
      evidence: 'E_72',
      es: '¿Ha tenido una o más recaídas de la enfermedad pulmonar obstructiva crónica (EPOC) en el último año?',
    },
  ],
};

export const medicines: QuestionGroup = {
  id: 'medicines',
  en: 'Medicines',
  es: 'Medicamentos',
  questions: [
    {
      evidence: 'E_10',
      es: '¿Toma o ha tomado hace poco antiinflamatorios (como ibuprofeno o naproxeno)?',
    },
    {
      evidence: 'E_146',
      en: 'Are you taking any new oral anticoagulants (NOACs)?',
      es: '¿Toma alguno de los nuevos anticoagulantes orales?',
    },
    { evidence: 'E_44', es: '¿Toma corticoides?' },
    { evidence: 'E_100', es: '¿Toma hormonas actualmente?' },
    { evidence: 'E_184', es: '¿Toma algún medicamento que dilata los vasos sanguíneos?' },
    {
      evidence: 'E_149',
      en: 'Do you take a calcium channel blocker (medication)?',
      es: '¿Toma un medicamento bloqueador de los canales de calcio?',
    },
    { evidence: 'E_15', es: '¿Ha empezado o tomado algún antipsicótico en los últimos 7 días?' },
    {
      evidence: 'E_213',
      en: 'Have you recently taken over-the-counter decongestants or other stimulating remedies?',
      es: '¿Ha tomado hace poco, sin receta, descongestionantes u otros remedios que pueden tener efecto estimulante?',
    },
    {
      evidence: 'E_1',
      es: '¿Toma o ha tomado hace poco un antibiótico por la boca para una infección del oído?',
    },
    { evidence: 'E_153', es: '¿Recibe tratamiento para la osteoporosis?' },
    { evidence: 'E_8', es: '¿Recibe diálisis actualmente?' },
    { evidence: 'E_209', es: '¿Tiene las vacunas al día?' },
  ],
};

export const habits: QuestionGroup = {
  id: 'habits',
  en: 'Habits and surroundings',
  es: 'Hábitos y entorno',
  questions: [
    { evidence: 'E_79', en: 'Do you smoke cigarettes every day?', es: '¿Fuma cigarrillos todos los días?' },
    {
      evidence: 'E_191',
      en: 'Did you smoke cigarettes every day in the past?',
      es: '¿Fumó cigarrillos todos los días en el pasado?',
    },
    {
      evidence: 'E_222',
      en: 'Are you regularly exposed to cigarette smoke without smoking yourself?',
      es: '¿Está expuesto con regularidad al humo de cigarrillo sin ser usted fumador?',
    },
    { evidence: 'E_78', es: '¿Bebe alcohol en exceso o tiene adicción al alcohol?' },
    { evidence: 'E_61', es: '¿Usa actualmente drogas inyectadas en la vena?' },
    {
      evidence: 'E_62',
      en: 'Do you regularly take illicit stimulants?',
      es: '¿Consume con regularidad drogas estimulantes ilegales?',
    },
    { evidence: 'E_35', es: '¿Bebe café o té con frecuencia?' },
    { evidence: 'E_60', es: '¿Toma bebidas energéticas con frecuencia?' },
    { evidence: 'E_7', es: '¿Tiene una mala alimentación?' },
    { evidence: 'E_143', es: '¿Hace ejercicio con regularidad, 4 veces por semana o más?' },
    { evidence: 'E_49', es: '¿Asiste a una guardería o trabaja en ella?' },
    { evidence: 'E_48', es: '¿Vive con 4 o más personas?' },
    { evidence: 'E_207', en: 'Do you live in a big city?', es: '¿Vive en una ciudad grande?' },
    { evidence: 'E_195', es: '¿Vive en las afueras de una ciudad?' },
    { evidence: 'E_183', es: '¿Vive en el campo?' },
    { evidence: 'E_198', es: '¿Trabaja en la agricultura?' },
    { evidence: 'E_200', es: '¿Trabaja en la minería?' },
    { evidence: 'E_199', es: '¿Trabaja en la construcción?' },
    { evidence: 'E_17', es: '¿Es de ascendencia asiática?' },
  ],
};
