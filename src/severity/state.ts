import { canonicalOf } from '../config/canonical.ts';

/** Words in the two languages of the service. */
export interface Bilingual {
  readonly en: string;
  readonly es: string;
}

export type Language = keyof Bilingual;

/** How ill somebody is, in five states. Chronic is no step above acute: it says how long, not how much. */
export type StateCode = 'not-ill' | 'mild-discomfort' | 'mild-illness' | 'acute-illness' | 'chronic-illness';

/** Code system of the states, published in fhir-profiles/. */
export const stateSystem = canonicalOf('CodeSystem', 'severity-states');

export const states: Readonly<Record<StateCode, Bilingual>> = {
  'not-ill': { en: 'Not ill', es: 'No enfermo' },
  'mild-discomfort': { en: 'Mild discomfort', es: 'Molestias leves' },
  'mild-illness': { en: 'Mild illness', es: 'Enfermedad leve' },
  'acute-illness': { en: 'Acute illness', es: 'Enfermedad aguda' },
  'chronic-illness': { en: 'Chronic illness', es: 'Enfermedad crónica' },
};
