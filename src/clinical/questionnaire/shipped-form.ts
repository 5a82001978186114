import { join } from 'node:path';
import { fhirProfilesDir } from '../../config/paths.ts';
import type { JsonObject } from '../../fhir/json.ts';
import { type ConceptMapFile, readShipped } from '../../terminology/fhir-file.ts';
import { type AnswerTerms, answerTermsName, readAnswerTerms } from './answer-terms.ts';
import { type Form, readForm } from './form.ts';

/** The symptom questionnaire with what its answers mean. */
export interface SymptomForm {
  readonly form: Form;
  readonly terms: AnswerTerms;
}

type QuestionnaireFile = JsonObject & { readonly resourceType: 'Questionnaire' };

let shipped: SymptomForm | undefined;

/**
 * The questionnaire and its map as they ship, read at first need: most records hold no response to it.
 * @throws HoofbeatsError SOURCE_FILE_INVALID when a file cannot be read
 */
export function shippedForm(): SymptomForm {
  shipped ??= {
    form: readForm(
      readShipped<QuestionnaireFile>(join(fhirProfilesDir, 'Questionnaire-symptoms.json'), 'Questionnaire'),
    ),
    terms: readAnswerTerms(
      readShipped<ConceptMapFile>(join(fhirProfilesDir, `ConceptMap-${answerTermsName}.json`), 'ConceptMap'),
    ),
  };
  return shipped;
}
