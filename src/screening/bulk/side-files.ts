import { join } from 'node:path';
import { isObject, listOf, objectOf, stringOf } from '../../fhir/json.ts';
import { parseReference } from '../../fhir/reference.ts';
import { readLines } from '../../terminology/source-file.ts';
import { parseJson } from '../auth/response-text.ts';
import type { InputProblem } from '../input.ts';
import type { FileDone } from './export-journal.ts';
import { readIssues } from './outcome.ts';

export interface SideFiles {
  /** Relative references of resources that no longer exist, each once. */
  readonly deleted: readonly string[];
  readonly problems: readonly InputProblem[];
}

/** Reads what an export says beside its output: deletions, and what went wrong on the server. */
export async function readSideFiles(folder: string, files: readonly FileDone[]): Promise<SideFiles> {
  const deleted = new Set<string>();
  const reports = new Map<string, number>();
  const problems: InputProblem[] = [];
  for (const { role, name } of files) {
    if (role === 'output') continue;
    for await (const { text, line } of readLines(join(folder, name))) {
      if (text.trim() === '') continue;
      const value = parseJson(text);
      if (!isObject(value)) {
        problems.push({
          code: 'broken-line',
          text: 'The line is not a JSON object and was skipped.',
          file: name,
          line,
        });
      } else if (role === 'deleted') {
        for (const reference of deletions(value)) deleted.add(reference);
      } else {
        for (const { severity, code } of readIssues(value) ?? [])
          if (severity !== 'information')
            reports.set(`${severity} ${code}`, (reports.get(`${severity} ${code}`) ?? 0) + 1);
      }
    }
  }
  for (const [report, count] of reports)
    problems.push({
      code: report.startsWith('warning') ? 'server-warning' : 'server-error',
      text: `The server reports about its export: ${wordsOnly(report)}, ${count} times.`,
    });
  return { deleted: [...deleted], problems };
}

/** Bulk Data §deleted: transaction Bundles whose entries are DELETE requests. */
function deletions({ resourceType, entry }: Readonly<Record<string, unknown>>): readonly string[] {
  if (resourceType !== 'Bundle') return [];
  return listOf(entry).flatMap((one) => {
    const { method, url } = objectOf(objectOf(one).request);
    const reference = stringOf(method)?.toUpperCase() === 'DELETE' ? parseReference(url) : undefined;
    return reference?.kind === 'resource' ? [`${reference.type}/${reference.id}`] : [];
  });
}

/** Codes are words; anything else that a server puts in their place is not shown. */
const wordsOnly = (text: string) => (/^[a-z -]{1,40}$/.test(text) ? text : 'something without a code');
