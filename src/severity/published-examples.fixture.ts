/** The five published examples of the five states: ratings by the names that they use, and the state. */
export const publishedExamples: readonly (readonly [ratings: Readonly<Record<string, number>>, state: string])[] = [
  [{ fatiga: 2, dolor_muscular: 1, mareos: 1 }, 'NO ENFERMO'],
  [{ fiebre: 3, dolor_cabeza: 3, dificultad_respirar: 5 }, 'MOLESTIAS LEVES'],
  [{ fiebre: 10, dolor_pecho: 8, dificultad_respirar: 7 }, 'ENFERMEDAD LEVE'],
  [{ dolor_pecho: 7, dificultad_respirar: 9, fatiga: 8 }, 'ENFERMEDAD AGUDA'],
  [{ dolor_pecho: 10, tos: 10, dificultad_respirar: 10 }, 'ENFERMEDAD CRÓNICA'],
];
