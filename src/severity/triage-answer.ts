import type { Severity } from './assess-severity.ts';
import { type Bilingual, type Language, type StateCode, stateSystem, states } from './state.ts';
import type { TriageInput } from './triage-input.ts';

const notice: Bilingual = {
  en: 'Decision support for health professionals: a classification of what was reported, not a diagnosis and not advice to a patient. No state rules out an emergency.',
  es: 'Apoyo a la decisión para profesionales de la salud: clasifica lo que se informó; no es un diagnóstico ni un consejo para el paciente. Ningún estado descarta una urgencia.',
};

/** The answer of `POST /triage`: everything in both languages, and `display`, `text` in the one that was asked for. */
export function triageAnswer({ complaint }: TriageInput, severity: Severity, language: Language) {
  const { state, score, reasons, earlyWarning } = severity;
  return {
    language,
    state: stateCoding(state, language),
    labels: states[state],
    score,
    reasons: reasons.map(({ rule, text, state: alone, symptoms }) => ({
      rule,
      text: text[language],
      texts: text,
      ...(alone !== undefined && { state: alone }),
      ...(symptoms && { symptoms }),
    })),
    symptoms: complaint.symptoms.map(({ hpo, label, severity: rating, durationDays }) => ({
      code: hpo,
      display: label[language],
      severity: rating,
      ...(durationDays !== undefined && { durationDays }),
    })),
    ...(earlyWarning && { news2: { points: earlyWarning.points, complete: earlyWarning.complete } }),
    notice: notice[language],
  };
}

const stateCoding = (code: StateCode, language: Language) => ({
  system: stateSystem,
  code,
  display: states[code][language],
});
