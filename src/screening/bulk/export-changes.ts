import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { isObject, stringOf } from '../../fhir/json.ts';
import { readLines } from '../../terminology/source-file.ts';
import { parseJson } from '../auth/response-text.ts';
import type { FetchedInput, InputProblem, SourceFile } from '../input.ts';
import { type BulkExportOptions, exportBulk } from './export-bulk.ts';

export interface ChangesOptions extends BulkExportOptions {
  /** `transactionTime` of the last export. */
  readonly since: string;
  /** Ids of the patients that were exported before. */
  readonly knownPatients: ReadonlySet<string>;
}

export interface ChangedInput extends FetchedInput {
  /** Ids of everybody who is in the group now. */
  readonly members: ReadonlySet<string>;
}

/**
 * Fetches what is new in a group since the last export: whole records of patients who have joined it, and changes of the
 * others. `_since` alone would miss what was known of new members before (Bulk Data §_since with Group exports).
 * Safe to kill, as `exportBulk` is; each of its three exports has a folder in `work`.
 */
export async function exportChanges({ knownPatients, since, ...options }: ChangesOptions): Promise<ChangedInput> {
  const part = (name: string) => ({ ...options, work: join(options.work, name) });
  const roster = await exportBulk({ ...part('members'), types: ['Patient'], elements: ['Patient.id'] });
  const members = await patientIds(roster.files);
  const joined = [...members].filter((id) => !knownPatients.has(id)).sort();
  const parts: FetchedInput[] = [];
  let whole = false;
  if (joined.length > 0) {
    const records = await joinedRecords(part, joined);
    whole = records.whole;
    parts.push(records.input);
  }
  if (!whole) parts.push(await exportBulk({ ...part('changes'), since }));
  return { ...merge(parts), members };
}

/** Everything about these patients; about all, where the server takes no list of them (Oracle). */
async function joinedRecords(part: (name: string) => BulkExportOptions, patients: readonly string[]) {
  try {
    return { whole: false, input: await exportBulk({ ...part('joined'), patients }) };
  } catch (thrown) {
    if (!(thrown instanceof HoofbeatsError) || thrown.code !== 'EXPORT_FAILED') throw thrown;
    await rm(part('joined').work, { recursive: true, force: true });
    const input = await exportBulk(part('all'));
    const text = 'The export of the new members alone failed, so all of the group was exported anew.';
    const problem: InputProblem = { code: 'joined-export-failed', text };
    return { whole: true, input: { ...input, problems: [...input.problems, problem] } };
  }
}

async function patientIds(files: readonly SourceFile[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const { path } of files)
    for await (const { text } of readLines(path)) {
      const resource = parseJson(text);
      const id = isObject(resource) && resource.resourceType === 'Patient' ? stringOf(resource.id) : undefined;
      if (id !== undefined) ids.add(id);
    }
  return ids;
}

/** The parts in order; the time is the earliest, so that the next `_since` leaves no gap. */
function merge(parts: readonly FetchedInput[]): FetchedInput {
  const times = parts.map(({ transactionTime }) => transactionTime);
  const known = times.filter((time) => time !== undefined).sort((a, b) => Date.parse(a) - Date.parse(b));
  const [earliest] = known.length === times.length ? known : [];
  // Every part numbers its files from 0.0.
  const nameIn = (part: number, name: string) => `${part}.${name}`;
  return {
    files: parts.flatMap(({ files }, at) => files.map((file) => ({ ...file, name: nameIn(at, file.name) }))),
    ...(earliest !== undefined && { transactionTime: earliest }),
    deleted: [...new Set(parts.flatMap(({ deleted }) => deleted))],
    problems: parts.flatMap(({ problems }, at) =>
      problems.map((problem) =>
        problem.file === undefined ? problem : { ...problem, file: nameIn(at, problem.file) },
      ),
    ),
  };
}
