import type { InputProblem } from '../input.ts';
import type { FileDone } from './export-journal.ts';
import { fileName, type Manifest, type ManifestFile } from './manifest.ts';

/** What looks wrong about an export that was downloaded: said, not thrown, because the rest of it is good. */
export function checkExport(
  manifests: readonly Manifest[],
  files: readonly FileDone[],
  types: readonly string[],
): readonly InputProblem[] {
  const named = manifests.flatMap((manifest) => manifest.files);
  const times = new Set(manifests.map(({ transactionTime }) => transactionTime));
  return [
    ...files.flatMap(countMismatch),
    ...brokenContinuations(named),
    ...unrequestedTypes(named, types),
    ...(times.has(undefined)
      ? [
          problem(
            'transaction-time-missing',
            'The server did not say what time the export is of: the next run takes all.',
          ),
        ]
      : []),
  ];
}

/** Servers disagree whether the headers of patients' blocks count. */
function countMismatch({ role, count, lines, headers, name }: FileDone): readonly InputProblem[] {
  if (role !== 'output' || count === undefined || count === lines || count === lines - headers) return [];
  const text = `The server announced ${count} resources and sent ${lines - headers}; those that came are used.`;
  return [{ ...problem('count-mismatch', text), file: name }];
}

/** Resources are grouped by patient later on, wherever they stand: only a file that is not there would be missed. */
function brokenContinuations(named: readonly ManifestFile[]): readonly InputProblem[] {
  const known = new Set(named.flatMap(({ url }) => [url, fileName(url)]));
  return named
    .filter(
      ({ continuesIn }) => continuesIn !== undefined && !known.has(continuesIn) && !known.has(fileName(continuesIn)),
    )
    .map(() => problem('continuation-missing', 'A file goes on in another that the server does not name.'));
}

/** A server may ignore `_type`; what was not asked for is not downloaded. */
export const isWanted = ({ role, type }: ManifestFile, types: readonly string[]) =>
  role !== 'output' || type === undefined || types.length === 0 || types.includes(type);

function unrequestedTypes(named: readonly ManifestFile[], types: readonly string[]): readonly InputProblem[] {
  const unwanted = named.filter((file) => !isWanted(file, types));
  if (unwanted.length === 0) return [];
  return [problem('type-not-requested', `${unwanted.length} files of types that were not asked for were left out.`)];
}

const problem = (code: string, text: string): InputProblem => ({ code, text });
