import type { CdsService } from './service-schema.ts';

/** One section of what an administrator types in: rows of name and value. */
export interface SheetSection {
  readonly title: string;
  readonly note?: string;
  readonly rows: readonly (readonly [string, string])[];
}

/** The hook of ours that Epic fires; what else a user may do arrives under it with a trigger action (Epic, CDS Hooks tutorial). */
export const epicHook = 'patient-view';

/** Prefetch query, up to its parameters beyond the category → the API that must be in the app's list on fhir.epic.com. */
const epicApis: readonly { readonly query: RegExp; readonly api: string; readonly scope: string }[] = [
  { query: /^Patient\//, api: 'Patient.Read (Demographics) (R4)', scope: 'patient/Patient.r' },
  {
    query: /^Condition\?.*category=problem-list-item/,
    api: 'Condition.Search (Problems) (R4)',
    scope: 'patient/Condition.rs',
  },
  {
    query: /^Condition\?.*category=encounter-diagnosis/,
    api: 'Condition.Search (Encounter Diagnosis) (R4)',
    scope: 'patient/Condition.rs',
  },
  {
    query: /^Observation\?.*category=laboratory/,
    api: 'Observation.Search (Labs) (R4)',
    scope: 'patient/Observation.rs',
  },
  {
    query: /^Observation\?.*category=vital-signs/,
    api: 'Observation.Search (Vital Signs) (R4)',
    scope: 'patient/Observation.rs',
  },
];

/**
 * What a site's administrator types into Epic for a service: it never reads discovery.
 * @param base - URL under which the site reaches this server, without a final slash
 */
export function epicBuildSheet(service: CdsService, base: string, appUrl?: string): readonly SheetSection[] {
  const url = `${base}/cds-services/${service.id}`;
  const { topic } = service.source;
  const apis = epicApis.filter(({ query }) => Object.values(service.prefetch).some((template) => query.test(template)));
  const sections: readonly SheetSection[] = [
    {
      title: `CDS service: ${service.title}`,
      note: 'The URL must equal a registered Endpoint URI to the letter, or calls arrive without data.',
      rows: [
        ['Service URL', url],
        ['Feedback URL', `${url}/feedback`],
        ['Hook', epicHook],
        [
          'Suggested triggers',
          '60 open chart, 6 enter problem, 7 enter diagnosis; let native criteria choose the patients',
        ],
        ['FHIR version', 'R4'],
        ['Detail', 'text/markdown (GitHub)'],
      ],
    },
    {
      title: 'Token (External Endpoint Configuration)',
      note: 'Send us issuer and key set URL for the registry of EHRs (docs/secure.md), with `"dialect": "epic"`.',
      rows: [
        ['aud', url],
        ['aud, feedback', `${url}/feedback`],
        ['iss', 'the FHIR base URL of the site'],
        ['sub', 'the client id of the app'],
        ['Algorithm', 'RS384'],
      ],
    },
    {
      title: 'Prefetch',
      note: 'Keys may be renamed; resources are recognised by what they are.',
      rows: Object.entries(service.prefetch),
    },
    {
      title: 'APIs of the app and their SMART scopes',
      rows: apis.map(({ api, scope }) => [api, scope] as const),
    },
    {
      title: 'Card topic',
      note: 'It never changes: overrides are remembered against it.',
      rows: [
        ['Code', topic.code],
        ['System', topic.system],
      ],
    },
    {
      title: 'Override reasons, each to be mapped to an acknowledgement reason',
      rows: service.overrideReasons.map(({ code, display }) => [code, display] as const),
    },
    {
      title: 'Links to be allowed',
      rows: [
        ...(appUrl === undefined ? [] : [['SMART launch URL', appUrl] as const]),
        ...(service.links ?? []).map(({ label, path }) => [label, base + path] as const),
      ],
    },
    {
      title: 'Suggestions',
      rows: [
        ['Problem list', 'Condition.Create, ICD-10-CM as urn:oid:2.16.840.1.113883.6.90, provisional'],
        ['Orders', 'ServiceRequest.Create by preference-list key: give us LOINC code and key for `orderKeys`'],
      ],
    },
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

/** The sheet as text, in columns. */
export const sheetText = (sections: readonly SheetSection[]): string =>
  sections
    .map(({ title, note, rows }) => {
      const width = Math.max(...rows.map(([name]) => name.length)) + 2;
      const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}${value}`);
      return [title, ...(note === undefined ? [] : [`  ${note}`]), ...lines].join('\n');
    })
    .join('\n\n');
