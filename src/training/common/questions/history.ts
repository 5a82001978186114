import type { QuestionGroup } from './question-text.ts';

export const heartHistory: QuestionGroup = {
  id: 'heart-history',
  en: 'Past and known conditions: heart, circulation and metabolism',
  es: 'Enfermedades pasadas y conocidas: corazón, circulación y metabolismo',
  questions: [
    { evidence: 'E_102', es: '¿Consulta porque tiene la presión arterial alta?' },
    {
      evidence: 'E_104',
      es: '¿Tiene la presión arterial alta o toma medicamentos para la presión alta?',
    },
    { evidence: 'E_71', es: '¿Tiene el colesterol alto o toma medicamentos para el colesterol alto?' },
    { evidence: 'E_105', es: '¿Ha tenido alguna vez un infarto, o tiene angina (dolor de pecho)?' },
    { evidence: 'E_106', es: '¿Tiene insuficiencia cardíaca?' },
    { evidence: 'E_22', es: '¿Tiene un problema conocido en una válvula del corazón?' },
    { evidence: 'E_139', es: '¿Tiene una malformación conocida del corazón?' },
    { evidence: 'E_3', es: '¿Ha tenido alguna vez una pericarditis?' },
    { evidence: 'E_108', es: '¿Tiene mala circulación?' },
    { evidence: 'E_109', es: '¿Ha tenido alguna vez una trombosis venosa profunda?' },
    { evidence: 'E_107', es: '¿Ha tenido alguna vez un accidente cerebrovascular (derrame cerebral)?' },
    { evidence: 'E_69', es: '¿Tiene diabetes?' },
    { evidence: 'E_70', es: '¿Tiene bastante sobrepeso en comparación con personas de su misma estatura?' },
    { evidence: 'E_208', es: '¿Su índice de masa corporal es menor de 18,5, o tiene bajo peso?' },
    { evidence: 'E_19', es: '¿Le han diagnosticado hipertiroidismo?' },
    { evidence: 'E_158', es: '¿Le han diagnosticado una enfermedad endocrina o un trastorno hormonal?' },
  ],
};

export const lungHistory: QuestionGroup = {
  id: 'lung-history',
  en: 'Past and known conditions: lungs, nose and allergies',
  es: 'Enfermedades pasadas y conocidas: pulmones, nariz y alergias',
  questions: [
    { evidence: 'E_124', es: '¿Tiene asma o ha tenido que usar alguna vez un broncodilatador?' },
    { evidence: 'E_123', es: '¿Tiene enfermedad pulmonar obstructiva crónica (EPOC)?' },
    { evidence: 'E_31', es: '¿Tiene enfermedad pulmonar obstructiva crónica (EPOC) grave?' },
    { evidence: 'E_118', es: '¿Ha tenido alguna vez neumonía?' },
    { evidence: 'E_21', es: '¿Ha tenido alguna vez un neumotórax espontáneo?' },
    {
      evidence: 'E_5',
      en: 'Have you ever had fluid in your lungs (pulmonary oedema)?',
      es: '¿Ha tenido alguna vez agua en los pulmones (edema pulmonar)?',
    },
    { evidence: 'E_18', es: '¿Tiene fibrosis quística?' },
    { evidence: 'E_186', es: '¿Le han diagnosticado alguna vez apnea obstructiva del sueño?' },
    { evidence: 'E_119', es: '¿Le han diagnosticado sinusitis crónica?' },
    { evidence: 'E_120', es: '¿Tiene pólipos en la nariz?' },
    { evidence: 'E_121', es: '¿Tiene el tabique nasal desviado?' },
    { evidence: 'E_226', es: '¿Es más propenso que la mayoría de las personas a las alergias comunes?' },
    { evidence: 'E_12', es: '¿Tiene una alergia alimentaria grave conocida?' },
  ],
};

export const otherHistory: QuestionGroup = {
  id: 'other-history',
  en: 'Past and known conditions: others',
  es: 'Enfermedades pasadas y conocidas: otras',
  questions: [
    { evidence: 'E_34', es: '¿Tiene un cáncer activo?' },
    { evidence: 'E_37', es: '¿Tiene un cáncer con metástasis?' },
    { evidence: 'E_2', es: '¿Tiene infección por el virus de la inmunodeficiencia humana (VIH)?' },
    { evidence: 'E_227', es: '¿Tiene las defensas bajas (inmunodepresión)?' },
    { evidence: 'E_27', es: '¿Ha tenido alguna vez una infección de transmisión sexual?' },
    { evidence: 'E_137', es: '¿Le han quitado ganglios alguna vez en una operación?' },
    { evidence: 'E_24', es: '¿Le han diagnosticado anemia alguna vez?' },
    { evidence: 'E_113', es: '¿Tiene insuficiencia renal crónica?' },
    {
      evidence: 'E_197',
      es: '¿Tiene un problema conocido de los riñones por el que pierde proteínas en la orina?',
    },
    { evidence: 'E_126', es: '¿Tiene cirrosis hepática?' },
    { evidence: 'E_6', es: '¿Tiene pancreatitis crónica?' },
    { evidence: 'E_47', es: '¿Tiene enfermedad de Crohn o colitis ulcerosa?' },
    { evidence: 'E_98', es: '¿Tiene una hernia de hiato?' },
    { evidence: 'E_125', es: '¿Le han diagnosticado alguna vez reflujo gastroesofágico?' },
    { evidence: 'E_20', es: '¿Tiene artritis reumatoide?' },
    { evidence: 'E_138', es: '¿Tiene fibromialgia?' },
    { evidence: 'E_95', es: '¿Tiene la enfermedad de Parkinson?' },
    { evidence: 'E_185', es: '¿Ha tenido alguna vez un golpe fuerte en la cabeza (traumatismo craneal)?' },
    { evidence: 'E_80', es: '¿Le han diagnosticado depresión alguna vez?' },
    { evidence: 'E_81', es: '¿Tiene ansiedad crónica?' },
    { evidence: 'E_160', es: '¿Nació prematuro o tuvo alguna complicación al nacer?' },
  ],
};

export const family: QuestionGroup = {
  id: 'family',
  en: 'Family',
  es: 'Familia',
  questions: [
    { evidence: 'E_99', es: '¿Ha tenido alguna vez migraña, o alguien de su familia tiene migraña?' },
    { evidence: 'E_25', es: '¿A alguien de su familia le han diagnosticado cefalea en racimos?' },
    {
      evidence: 'E_28',
      en: 'Are there any members of your family who have been diagnosed with myasthenia gravis?',
      es: '¿A alguien de su familia le han diagnosticado miastenia gravis?',
    },
    { evidence: 'E_26', es: '¿A alguien de su familia le han diagnosticado anemia?' },
    { evidence: 'E_29', es: '¿Alguien de su familia cercana tiene una enfermedad psiquiátrica?' },
    {
      evidence: 'E_225',
      es: '¿Algún familiar cercano tuvo una enfermedad cardiovascular antes de los 50 años?',
    },
    { evidence: 'E_165', es: '¿Alguien de su familia ha tenido alguna vez un neumotórax?' },
    {
      evidence: 'E_86',
      es: '¿Algún familiar cercano tiene alergias (de cualquier tipo), rinitis alérgica o eccema?',
    },
    { evidence: 'E_87', es: '¿Alguien de su familia tiene asma?' },
    { evidence: 'E_142', es: '¿Su madre tiene asma?' },
    { evidence: 'E_4', es: '¿Usted o alguien de su familia ha tenido alguna vez crup (laringitis con tos perruna)?' },
    { evidence: 'E_224', es: '¿Alguien de su familia ha tenido cáncer de pulmón?' },
    { evidence: 'E_223', es: '¿A alguien de su familia le han diagnosticado cáncer de páncreas?' },
  ],
};
