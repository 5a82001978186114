import { z } from 'zod';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { Ontology } from '../terminology/ontology.ts';
import type { Case, Sex, UnmappedCode } from './case.ts';
import type { Finding, FindingSource } from './finding.ts';
import type { Issue } from './issue.ts';

// https://phenopacket-schema.readthedocs.io/en/2.0.0/: the elements that say something about phenotype and disease.
const ontologyClass = z.object({ id: z.string(), label: z.string().default('') });
const age = z.object({ iso8601duration: z.string() });
const gestationalAge = z.object({ weeks: z.number(), days: z.number().optional() });
const timeElement = z.object({
  age: age.optional(),
  ageRange: z.object({ start: age, end: age }).optional(),
  gestationalAge: gestationalAge.optional(),
  ontologyClass: ontologyClass.optional(),
  timestamp: z.string().optional(),
});
const phenopacketSchema = z.object({
  id: z.string().min(1),
  subject: z
    .object({
      id: z.string().default(''),
      dateOfBirth: z.string().optional(),
      timeAtLastEncounter: timeElement.optional(),
      sex: z.enum(['UNKNOWN_SEX', 'FEMALE', 'MALE', 'OTHER_SEX']).optional(),
    })
    .optional(),
  phenotypicFeatures: z
    .array(z.object({ type: ontologyClass, excluded: z.boolean().default(false), onset: timeElement.optional() }))
    .default([]),
  interpretations: z
    .array(z.object({ diagnosis: z.object({ disease: ontologyClass.optional() }).optional() }))
    .default([]),
  diseases: z.array(z.object({ term: ontologyClass, excluded: z.boolean().default(false) })).default([]),
  metaData: z
    .object({
      created: z.string().optional(),
      externalReferences: z.array(z.object({ id: z.string().optional() })).default([]),
    })
    .optional(),
});

export type Phenopacket = z.infer<typeof phenopacketSchema>;

/** A phenopacket as a case, and what it says about the truth. */
export interface PhenopacketCase {
  readonly case: Case;
  /** Diagnosed diseases, every id once (`OMIM:…`, `ORPHA:…`, `MONDO:…`). */
  readonly diseases: readonly string[];
  /** Disease id → the label that the phenopacket gives it. */
  readonly diseaseLabels: Readonly<Record<string, string>>;
  /** e.g. `PMID:24573067`. */
  readonly publications: readonly string[];
}

/**
 * Reads a GA4GH phenopacket, version 2. Terms that the ontology no longer or never knew are counted as unmapped and
 * reported as issues; the diagnosis does not become part of the case.
 * @throws HoofbeatsError REQUEST_INVALID that names the element, e.g. `phenotypicFeatures[3].type.id`.
 */
export function readPhenopacket(json: unknown, ontology: Ontology): PhenopacketCase {
  const parsed = phenopacketSchema.safeParse(json);
  if (!parsed.success) {
    const expression = parsed.error.issues.map(({ path }) => z.core.toDotPath(path));
    throw new HoofbeatsError('REQUEST_INVALID', `Not a phenopacket: ${z.prettifyError(parsed.error)}`, { expression });
  }
  const packet = parsed.data;
  const { findings, unmapped, issues, mapped } = readFeatures(packet, ontology);
  const { subject } = packet;
  const sex = subject?.sex === 'MALE' || subject?.sex === 'FEMALE' ? (subject.sex.toLowerCase() as Sex) : undefined;
  const diseases = [
    ...packet.interpretations.flatMap(({ diagnosis }) => diagnosis?.disease ?? []),
    ...packet.diseases.filter(({ excluded }) => !excluded).map(({ term }) => term),
  ].map(({ id, label }) => ({ id: id.replace(/^(?:ORPHANET|Orphanet):/, 'ORPHA:'), label }));
  const ageYears = yearsOf(subject?.timeAtLastEncounter?.age?.iso8601duration);
  return {
    case: Object.freeze({
      subject: {
        reference: `Patient/${subject?.id || packet.id}`,
        ...(sex === undefined ? {} : { sex }),
        ...(subject?.dateOfBirth === undefined ? {} : { birthDate: subject.dateOfBirth }),
        ...(ageYears === undefined ? {} : { ageYears }),
      },
      indexTime: packet.metaData?.created ?? 'unknown',
      findings,
      knownDiagnoses: [],
      coverage: { total: packet.phenotypicFeatures.length, mapped, ignored: {}, unmapped },
      issues,
    }),
    diseases: unique(diseases.map(({ id }) => id)),
    diseaseLabels: Object.fromEntries(diseases.map(({ id, label }) => [id, label || id])),
    publications: unique((packet.metaData?.externalReferences ?? []).flatMap(({ id }) => id ?? [])),
  };
}

function readFeatures(packet: Phenopacket, ontology: Ontology) {
  const findings = new Map<string, Finding>();
  const unmapped = new Map<string, UnmappedCode>();
  const issues: Issue[] = [];
  let mapped = 0;
  packet.phenotypicFeatures.forEach(({ type, excluded, onset }, index) => {
    const resolution = ontology.resolve(type.id);
    if (!('term' in resolution)) {
      const known = unmapped.get(type.id);
      const code = { system: 'http://human-phenotype-ontology.org', code: type.id, display: type.label };
      unmapped.set(type.id, { ...code, count: (known?.count ?? 0) + 1 });
      issues.push({
        severity: 'warning',
        code: resolution.kind === 'obsolete' ? 'obsolete-term' : 'unknown-term',
        text: `phenotypicFeatures[${index}]: ${type.id} is ${resolution.kind} in HPO ${ontology.version} and does not count.`,
        reference: packet.id,
      });
      return;
    }
    mapped += 1;
    const { id, label } = resolution.term;
    const source: FindingSource = {
      reference: packet.id,
      display: type.label || label,
      derivation: `phenopacket feature ${type.id}${onset === undefined ? '' : `, onset ${onsetText(onset)}`}`,
    };
    const status = excluded ? 'excluded' : 'present';
    const earlier = findings.get(id);
    if (earlier && earlier.status !== status) {
      issues.push({
        severity: 'warning',
        code: 'contradiction',
        text: `phenotypicFeatures[${index}]: ${label} is both present and excluded; it is taken as present.`,
        reference: packet.id,
      });
    }
    const sources = [...(earlier?.sources ?? []), source];
    findings.set(id, { term: id, label, status: earlier?.status === 'present' ? 'present' : status, sources });
  });
  return { findings: [...findings.values()], unmapped: [...unmapped.values()], issues, mapped };
}

function onsetText(onset: z.infer<typeof timeElement>): string {
  if (onset.age) return `at ${onset.age.iso8601duration}`;
  if (onset.ageRange) return `at ${onset.ageRange.start.iso8601duration} to ${onset.ageRange.end.iso8601duration}`;
  if (onset.gestationalAge) return `at ${onset.gestationalAge.weeks} weeks of gestation`;
  return onset.ontologyClass?.label || onset.timestamp || 'unknown';
}

/** ISO 8601 duration (`P3Y6M`) as years with decimals; weeks and days in their mean share of a Gregorian year. */
export function yearsOf(duration: string | undefined): number | undefined {
  const match = /^P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?$/.exec(duration ?? '');
  if (!match) return undefined;
  const [years, months, weeks, days] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return years + months / 12 + (weeks * 7 + days) / 365.2425;
}

function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}
