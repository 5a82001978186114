import type { AccessSource } from '../fhir/backend-services/access-tokens.ts';
import { type ExportProgress, exportBulk, screenedTypes } from './bulk/export-bulk.ts';
import { exportChanges } from './bulk/export-changes.ts';
import type { FetchedInput } from './input.ts';
import { splitLines } from './line-splitter.ts';
import { readLineSubject } from './line-subject.ts';
import { longestLine } from './longest-line.ts';
import { readSlice } from './read-slice.ts';
import type { RunProgress } from './run-state.ts';
import { planSlices } from './slices.ts';
import type { ScreeningSource } from './source.ts';
import { usualSizes } from './work-sizes.ts';

export interface ExportSourceOptions {
  /** FHIR base URL. */
  readonly server: string;
  /** Id of a Group; absent: every patient of the server. */
  readonly group?: string;
  /** Lets the server name files before it has prepared all of them (Bulk Data STU3 `allowPartialManifests`). */
  readonly partialManifests?: boolean;
  /** Absent for an open server. */
  readonly access?: AccessSource;
}

/** A Bulk Data export: the first run takes everything, later ones what has changed since. */
export function exportSource({ server, group, access, partialManifests }: ExportSourceOptions): ScreeningSource {
  const scope = {
    server,
    ...(group !== undefined && { group }),
    ...(access && { access }),
    ...(partialManifests && { partialManifests }),
  };
  return {
    description: `${group === undefined ? 'all patients' : `Group/${group}`} of ${server}`,
    incremental: true,
    async fetch({ work, since, earlier, onProgress, signal }) {
      const options = {
        ...scope,
        work,
        types: screenedTypes,
        ...(onProgress && { onProgress: (progress: ExportProgress) => onProgress(progressOf(progress)) }),
        ...(signal && { signal }),
      };
      if (since === undefined) return exportBulk(options);
      const knownPatients = await patientsOf(earlier);
      const { members, ...changes } = await exportChanges({ ...options, since, knownPatients });
      const left = [...knownPatients].filter((id) => !members.has(id)).map((id) => `Patient/${id}`);
      return { ...changes, deleted: [...changes.deleted, ...left] };
    },
  };
}

/** Words, numbers and percentages; whatever else a server writes into X-Progress may be anything. */
const harmless = /^[\w .,:;%/()-]{1,100}$/;

const progressOf = ({ done, total, note }: ExportProgress): RunProgress => ({
  unit: 'files',
  done,
  ...(total !== undefined && { total }),
  ...(note !== undefined && harmless.test(note) && { note }),
});

/** Ids of the Patients that these fetches have brought, and no later one has taken away. */
async function patientsOf(inputs: readonly FetchedInput[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const splitter = () =>
    splitLines(
      {
        line(bytes, start, end) {
          const subject = readLineSubject(bytes, start, end);
          if (subject.kind === 'used' && subject.type === 'Patient') ids.add(subject.patient);
        },
        tooLong() {},
      },
      longestLine,
    );
  for (const { files, deleted } of inputs) {
    for (const slice of await planSlices(
      files.map((file) => ({ file, generation: 0 })),
      usualSizes.sliceBytes,
    )) {
      const lines = splitter();
      for await (const chunk of readSlice(slice)) lines.push(chunk);
      lines.end();
    }
    for (const reference of deleted) ids.delete(reference.replace(/^Patient\//, ''));
  }
  return ids;
}
