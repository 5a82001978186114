import type { Element, Extension } from 'fhir/r4.js';

/** Words in both languages of the questionnaire. */
export interface Words {
  readonly en: string;
  readonly es: string;
}

/** http://hl7.org/fhir/R4/extension-translation.html */
const translationUrl = 'http://hl7.org/fhir/StructureDefinition/translation';

/** The element beside a string (`_text`, `_display` …) that holds its Spanish. */
export function inSpanish(es: string): Element {
  const extension: Extension[] = [
    { url: 'lang', valueCode: 'es' },
    { url: 'content', valueString: es },
  ];
  return { extension: [{ url: translationUrl, extension }] };
}
