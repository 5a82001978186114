/** Questions whether something ever was: a yes says that it is there or was, and the finding's source says so. */
export const historyQuestions: ReadonlySet<string> = new Set([
  'E_3', // pericarditis
  'E_21', // spontaneous pneumothorax
  'E_24', // anaemia
  'E_107', // stroke
  'E_109', // deep vein thrombosis
  'E_118', // pneumonia
  'E_125', // gastro-oesophageal reflux
  'E_156', // weakness of one side of the face, "which may still be present or completely resolved"
  'E_186', // obstructive sleep apnoea
]);
