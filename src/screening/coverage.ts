import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ResourceReading, readRecord } from '../clinical/read-record.ts';
import type { Reading } from '../clinical/reading.ts';
import { systemCodings } from '../clinical/system-coding.ts';
import { readConcept, readConcepts } from '../fhir/coding.ts';
import { isObject, type JsonObject, objectOf } from '../fhir/json.ts';
import { subjectReference } from '../fhir/reference.ts';
import { malformed, readLines } from '../terminology/source-file.ts';
import { codeSystems, type Terminology } from '../terminology/terminology.ts';
import { type CoverageTally, tally } from './coverage-tally.ts';

/** A share that was promised, and what it came to. */
export interface CoverageBar {
  readonly name: string;
  readonly rows: number;
  /** Shares from 0 to 1. `understood` = mapped + ignored with a reason, which is what the bar asks for. */
  readonly mapped: number;
  readonly ignored: number;
  readonly understood: number;
  readonly required: number;
  readonly met: boolean;
}

export interface CoverageReport {
  readonly files: readonly string[];
  readonly patients: number;
  readonly byType: readonly CoverageTally[];
  readonly bySystem: readonly CoverageTally[];
  readonly bars: readonly CoverageBar[];
}

export interface CoverageProgress {
  readonly phase: 'reading' | 'normalising';
  readonly done: number;
  /** Known while normalising. */
  readonly total?: number;
}

/** The bars of capability A2. A bar is reported where the folder has rows of its kind. */
const bars: readonly { name: string; required: number; includes: (row: ResourceReading) => boolean }[] = [
  { name: 'laboratory results with a quantity', required: 0.97, includes: isLabQuantity },
  {
    name: 'ICD-10-CM conditions',
    required: 0.6,
    includes: (row) => row.type === 'Condition' && hasSystem(row, codeSystems.icd10cm),
  },
  { name: 'observations', required: 0.75, includes: ({ type }) => type === 'Observation' },
];

/**
 * Measures how much of a folder of FHIR NDJSON is understood. Files are streamed; resources are held by patient.
 * @param dir folder with `.ndjson` and `.ndjson.gz` files of Patient, Observation and Condition, in any order
 * @throws HoofbeatsError SOURCE_FILE_INVALID with file and line when a line is not JSON
 */
export async function measureCoverage(
  dir: string,
  terminology: Terminology,
  onProgress?: (progress: CoverageProgress) => void,
  now = new Date(),
): Promise<CoverageReport> {
  const files = (await readdir(dir)).filter((name) => /\.ndjson(\.gz)?$/.test(name)).sort();
  const patients = new Map<string, JsonObject>();
  const evidence = new Map<string, { observations: JsonObject[]; conditions: JsonObject[] }>();
  let read = 0;
  for (const name of files) {
    for await (const line of readLines(join(dir, name))) {
      if (line.text.trim() === '') continue;
      const resource = parse(line);
      read += 1;
      if (read % 10_000 === 0) onProgress?.({ phase: 'reading', done: read });
      const { resourceType } = resource;
      if (resourceType === 'Patient') patients.set(`Patient/${resource.id}`, resource);
      if (resourceType !== 'Observation' && resourceType !== 'Condition') continue;
      const key = patientKey(resource);
      const group = evidence.get(key) ?? { observations: [], conditions: [] };
      evidence.set(key, group);
      group[resourceType === 'Observation' ? 'observations' : 'conditions'].push(resource);
    }
  }
  const rows: ResourceReading[] = [];
  let done = 0;
  for (const [key, group] of evidence) {
    const record = { patient: patients.get(key), ...group };
    for (const row of readRecord(record, terminology, now.getTime()).readings) rows.push(row);
    done += 1;
    onProgress?.({ phase: 'normalising', done, total: evidence.size });
  }
  return {
    files: files.map((name) => basename(name)),
    patients: patients.size,
    byType: tallyBy(rows, ({ type }) => type),
    bySystem: tallyBy(rows, (row) => `${row.type} ${systemOf(row)}`),
    bars: bars.flatMap((bar) => measureBar(bar, rows) ?? []),
  };
}

function parse(line: { file: string; line: number; text: string }): JsonObject {
  let resource: unknown;
  try {
    resource = JSON.parse(line.text);
  } catch {
    throw malformed(line, 1, 'not a JSON object');
  }
  if (!isObject(resource)) throw malformed(line, 1, 'not a JSON object');
  return resource;
}

function patientKey(resource: JsonObject): string {
  const reference = subjectReference(resource);
  return reference?.kind === 'resource' ? `Patient/${reference.id}` : reference?.kind === 'urn' ? reference.urn : '';
}

function tallyBy(rows: readonly ResourceReading[], nameOf: (row: ResourceReading) => string): readonly CoverageTally[] {
  const groups = new Map<string, Reading[]>();
  for (const row of rows) {
    const name = nameOf(row);
    const group = groups.get(name);
    if (group) group.push(row.reading);
    else groups.set(name, [row.reading]);
  }
  return [...groups].map(([name, readings]) => tally(name, readings)).sort((a, b) => b.rows - a.rows);
}

function codingsOf({ resource }: ResourceReading) {
  return systemCodings(readConcept(objectOf(resource).code));
}

const knownSystems: ReadonlySet<string> = new Set(Object.values(codeSystems));

/** The system that a row is counted under: the first that is understood, else the first there is. */
function systemOf(row: ResourceReading): string {
  const systems = codingsOf(row).map(({ system }) => system);
  return systems.find((system) => knownSystems.has(system)) ?? systems[0] ?? '(text only)';
}

function hasSystem(row: ResourceReading, system: string): boolean {
  return codingsOf(row).some((coding) => coding.system === system);
}

function isLabQuantity({ type, resource }: ResourceReading): boolean {
  const { category, valueQuantity } = objectOf(resource);
  return (
    type === 'Observation' &&
    valueQuantity !== undefined &&
    readConcepts(category).some(({ codings }) => codings.some(({ code }) => code === 'laboratory'))
  );
}

function measureBar(
  { name, required, includes }: (typeof bars)[number],
  rows: readonly ResourceReading[],
): CoverageBar | undefined {
  const {
    rows: total,
    mapped,
    ignored,
  } = tally(
    name,
    rows.filter(includes).map(({ reading }) => reading),
  );
  if (total === 0) return undefined;
  const understood = (mapped + ignored) / total;
  return {
    name,
    rows: total,
    mapped: mapped / total,
    ignored: ignored / total,
    understood,
    required,
    met: understood >= required,
  };
}
