import type { ValueText } from './value-text.ts';

/**
 * Values that are no part of the body. The fifteen characters of pain are, in French, the words of the short-form McGill
 * Pain Questionnaire (Melzack R, Pain 1987;30:191-197), by which the source's English is mended.
 */
export const otherValues: readonly ValueText[] = [
  { value: 'V_11', en: 'none of these', es: 'ninguna de estas respuestas' },
  { value: 'V_71', en: 'splitting (tearing)', es: 'desgarrante' },
  { value: 'V_112', en: 'shooting', es: 'lancinante (como pinchazos que atraviesan)' },
  { value: 'V_154', en: 'aching (distressing)', es: 'continuo y penoso' },
  { value: 'V_161', en: 'tender', es: 'sensible al tacto' },
  { value: 'V_179', en: 'stabbing', es: 'como una puñalada' },
  { value: 'V_180', en: 'gnawing (pulling)', es: 'como un tirón' },
  { value: 'V_181', en: 'hot, burning', es: 'ardor, como una quemadura' },
  { value: 'V_182', en: 'cramping', es: 'como un calambre o cólico' },
  { value: 'V_183', en: 'heavy', es: 'pesadez' },
  { value: 'V_184', en: 'throbbing', es: 'pulsátil (como latidos)' },
  { value: 'V_191', en: 'punishing (violent)', es: 'violento' },
  { value: 'V_192', en: 'sharp', es: 'agudo' },
  { value: 'V_193', en: 'sickening', es: 'que da náuseas' },
  { value: 'V_196', en: 'frightening', es: 'que da miedo' },
  { value: 'V_198', en: 'exhausting', es: 'agotador' },
  { value: 'V_157', en: 'red', es: 'rojo' },
  { value: 'V_156', en: 'pink', es: 'rosado' },
  { value: 'V_138', en: 'pale', es: 'pálido' },
  { value: 'V_107', en: 'yellow', es: 'amarillo' },
  { value: 'V_86', en: 'dark', es: 'oscuro' },
  { value: 'V_10', en: 'no', es: 'no' },
  { value: 'V_12', en: 'yes', es: 'sí' },
  { value: 'V_0', en: 'North Africa', es: 'Norte de África' },
  { value: 'V_1', en: 'West Africa', es: 'África Occidental' },
  { value: 'V_2', en: 'South Africa', es: 'Sudáfrica' },
  { value: 'V_3', en: 'Central America', es: 'América Central' },
  { value: 'V_4', en: 'North America', es: 'América del Norte' },
  { value: 'V_5', en: 'South America', es: 'América del Sur' },
  { value: 'V_6', en: 'Asia', es: 'Asia' },
  { value: 'V_7', en: 'South and Southeast Asia', es: 'Sur y sudeste de Asia' },
  { value: 'V_8', en: 'Caribbean', es: 'Caribe' },
  { value: 'V_9', en: 'Europe', es: 'Europa' },
  { value: 'V_13', en: 'Oceania', es: 'Oceanía' },
];
