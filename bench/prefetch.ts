import type { Bundle, Condition, Observation, Patient } from 'fhir/r4.js';

/** Stands for the number of the call in ids: of the patient, and of the clinician who calls. */
const callNumber = '00000000';
/** Stands for the last digits of that number in instants. */
const milliseconds = '.987Z';

/**
 * The texts whose digits become the number of the call: each call is about another patient, with other instants, so that
 * nothing that was read before serves the next one.
 */
export const callMarkers: readonly string[] = [callNumber, milliseconds];

/** Logical id of the patient. */
const patientId = `bench-${callNumber}`;

/** Adult laboratory tests as an EHR returns them: LOINC, name, a usual value, unit, reference range. */
const panel = [
  ['718-7', 'Hemoglobin [Mass/volume] in Blood', 13.9, 'g/dL', 13.5, 17.5],
  ['6690-2', 'Leukocytes [#/volume] in Blood by Automated count', 7.1, '10*3/uL', 4.0, 11.0],
  ['777-3', 'Platelets [#/volume] in Blood by Automated count', 96, '10*3/uL', 150, 400],
  ['2160-0', 'Creatinine [Mass/volume] in Serum or Plasma', 1.0, 'mg/dL', 0.7, 1.3],
  ['2823-3', 'Potassium [Moles/volume] in Serum or Plasma', 4.2, 'mmol/L', 3.5, 5.1],
  ['2951-2', 'Sodium [Moles/volume] in Serum or Plasma', 140, 'mmol/L', 136, 145],
  ['1742-6', 'Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma', 88, 'U/L', 7, 56],
  ['1920-8', 'Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma', 74, 'U/L', 10, 40],
  ['1975-2', 'Bilirubin.total [Mass/volume] in Serum or Plasma', 2.3, 'mg/dL', 0.1, 1.2],
  ['1751-7', 'Albumin [Mass/volume] in Serum or Plasma', 3.1, 'g/dL', 3.5, 5.0],
] as const;

const conditions = [
  ['74969002', 'Ectopia lentis'],
  ['26079004', 'Tremor'],
  ['16294009', 'Splenomegaly'],
  ['80515008', 'Large liver'],
  ['8011004', 'Dysarthria'],
] as const;

const searchset = (resources: readonly (Condition | Observation)[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({
    fullUrl: `https://ehr.example.org/fhir/${resource.resourceType}/${resource.id}`,
    resource,
  })),
});

function laboratory(index: number): Observation {
  const [code, display, value, unit, low, high] = panel[index % panel.length]!;
  const day = new Date(Date.UTC(2026, 0, 1) - index * 86_400_000).toISOString().replace('.000Z', milliseconds);
  return {
    resourceType: 'Observation',
    id: `lab-${index}`,
    meta: {
      versionId: '1',
      lastUpdated: day,
      profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-lab'],
    },
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'laboratory',
            display: 'Laboratory',
          },
        ],
      },
    ],
    code: {
      coding: [
        { system: 'http://loinc.org', code, display },
        {
          system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.768282',
          code: `12${index % panel.length}`,
          display: display.toUpperCase(),
        },
      ],
      text: display,
    },
    subject: { reference: `Patient/${patientId}`, display: 'Bench, Patient' },
    encounter: { reference: `Encounter/e${index >> 4}`, display: 'Office Visit' },
    effectiveDateTime: day,
    issued: day,
    performer: [{ reference: 'Organization/lab', display: 'Central Laboratory' }],
    valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
    referenceRange: [{ low: { value: low, unit }, high: { value: high, unit }, text: `${low} - ${high} ${unit}` }],
  };
}

function problem(index: number): Condition {
  const [code, display] = conditions[index]!;
  return {
    resourceType: 'Condition',
    id: `problem-${index}`,
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
    },
    verificationStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
    },
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' }] },
    ],
    code: { coding: [{ system: 'http://snomed.info/sct', code, display }], text: display },
    subject: { reference: `Patient/${patientId}` },
    recordedDate: '2025-11-03',
  };
}

/** A patient-view call whose body has about `bytes` bytes, all of it laboratory results that must be read. */
export function patientViewCall(bytes: number): string {
  const patient: Patient = { resourceType: 'Patient', id: patientId, gender: 'female', birthDate: '1991-04-02' };
  const call = (labs: number) =>
    JSON.stringify({
      hook: 'patient-view',
      hookInstance: '6bc883b2-b795-4dcb-b661-34884a31d472',
      context: { userId: `Practitioner/${callNumber}`, patientId },
      prefetch: {
        patient,
        problems: searchset(conditions.map((_, index) => problem(index))),
        encounterDx: searchset([]),
        labs: searchset(Array.from({ length: labs }, (_, index) => laboratory(index))),
        vitals: searchset([]),
      },
    });
  const one = call(1).length;
  return call(Math.max(1, Math.round((bytes - one) / (call(2).length - one))));
}
