import type { Coding, Condition, ServiceRequest } from 'fhir/r4.js';
import type { Assessment } from '../assessment/assessment.ts';
import type { DifferentialEntry } from '../inference/differential.ts';
import type { ReverseMaps } from '../terminology/reverse-maps.ts';
import { codeSystems } from '../terminology/terminology.ts';
import type { Proposal, Suggestion } from './card-shape.ts';
import { type SuggestionKind, suggestionId } from './suggestion-id.ts';

/**
 * What a clinician may take up with one click: a test for the most telling finding that is not on record, and the first
 * diagnosis as a provisional one. Proposals only, one action each; nothing where the shipped maps know no code.
 */
export function suggestionsOf(
  shown: readonly DifferentialEntry[],
  { id, case: { subject } }: Pick<Assessment, 'id' | 'case'>,
  maps: ReverseMaps,
): readonly Suggestion[] {
  // A case that did not come from a FHIR server has no Patient to write to.
  if (!patientReference.test(subject.reference)) return [];
  const about = { reference: subject.reference };
  const offered: readonly (readonly [SuggestionKind, Offer | undefined])[] = [
    ['test', testOffer(shown, about, maps)],
    ['diagnosis', diagnosisOffer(shown, about, maps)],
  ];
  return offered.flatMap(([kind, offer]) => {
    if (!offer) return [];
    const { label, resource } = offer;
    // Epic shows the description of the action, other clients the label of the suggestion.
    return [{ label, uuid: suggestionId(id, kind), actions: [{ type: 'create', description: label, resource }] }];
  });
}

interface Offer {
  readonly label: string;
  readonly resource: Proposal;
}

/** FHIR R4 §2.24.0.1 `id`. */
const patientReference = /^Patient\/[A-Za-z0-9\-.]{1,64}$/;

/** The diagnoses in their order, and in each what would tell most first. */
function testOffer(
  shown: readonly DifferentialEntry[],
  subject: ServiceRequest['subject'],
  { testFor }: ReverseMaps,
): Offer | undefined {
  for (const { label: disease, unknown } of shown)
    for (const { term, label: finding } of unknown) {
      const code = testFor(term);
      if (code === undefined) continue;
      // LOINC has measurements of every kind, so the test is not called a laboratory's.
      const text = `Test for ${finding}`;
      const resource: ServiceRequest = {
        resourceType: 'ServiceRequest',
        // FHIR R4 request-intent `proposal`: a suggestion that nobody has decided on.
        status: 'draft',
        intent: 'proposal',
        code: concept({ system: codeSystems.loinc, code }, text),
        subject,
        reasonCode: [{ text: `To tell whether it is ${disease}` }],
      };
      return { label: `${text} (LOINC ${code})`, resource };
    }
  return undefined;
}

function diagnosisOffer(
  [first]: readonly DifferentialEntry[],
  subject: Condition['subject'],
  { icd10cmOf }: ReverseMaps,
): Offer | undefined {
  const found = first && icd10cmOf(first.ids);
  if (!found) return undefined;
  const resource: Condition = {
    resourceType: 'Condition',
    clinicalStatus: { coding: [{ system: `${terminologyOrg}/condition-clinical`, code: 'active' }] },
    verificationStatus: { coding: [{ system: `${terminologyOrg}/condition-ver-status`, code: 'provisional' }] },
    category: [{ coding: [{ system: `${terminologyOrg}/condition-category`, code: 'problem-list-item' }] }],
    code: concept({ system: codeSystems.icd10cm, ...found }, first.label),
    subject,
  };
  return { label: `Add ${first.label} to the problem list as provisional (ICD-10-CM ${found.code})`, resource };
}

const terminologyOrg = 'http://terminology.hl7.org/CodeSystem';

const concept = (coding: Coding, text: string) => ({ coding: [coding], text });
