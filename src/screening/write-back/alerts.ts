import type { Communication, Flag, Reference } from 'fhir/r4.js';
import { percent } from '../../inference/percent.ts';
import { disclaimer } from '../../risk-assessment/notes.ts';
import { resultIdentifier, stableId } from '../output/stable-id.ts';
import type { PatientResult } from '../patient-result.ts';

/** What tells the chart's readers of a high probability: a Flag stays in the chart, a Communication is passed on by the EHR. */
export type AlertKind = 'flag' | 'communication';

/** Same patient, same first diagnosis, same kind: the same alert. */
const identifierOf = ({ patient, entries }: PatientResult, kind: AlertKind) => [
  resultIdentifier(stableId('alert', kind, patient, entries[0]?.id)),
];

/** The alert of a kind as FHIR R4. */
export const alerts: Readonly<
  Record<AlertKind, (result: PatientResult, assessment: Reference) => Flag | Communication>
> = {
  flag: (result, assessment) => ({
    resourceType: 'Flag',
    identifier: identifierOf(result, 'flag'),
    // http://hl7.org/fhir/R4/extension-flag-detail.html: "Points to the Observation, … or other record".
    extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/flag-detail', valueReference: assessment }],
    status: 'active',
    category: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/flag-category', code: 'clinical', display: 'Clinical' },
        ],
      },
    ],
    code: { text: textOf(result) },
    subject: { reference: result.patient },
    period: { start: result.assessedAt },
  }),
  communication: (result, assessment) => ({
    resourceType: 'Communication',
    identifier: identifierOf(result, 'communication'),
    // Nobody has been told yet: whom to tell is the EHR's to know.
    status: 'preparation',
    category: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/communication-category', code: 'alert', display: 'Alert' },
        ],
      },
    ],
    priority: 'routine',
    subject: { reference: result.patient },
    about: [assessment],
    payload: [{ contentString: textOf(result) }],
  }),
};

const textOf = ({ triage, entries: [first] }: PatientResult) =>
  `Screening: a rare disease may explain the findings (${percent(triage?.probability ?? 0)}). Consider first: ${first?.label}. ${disclaimer}`;
