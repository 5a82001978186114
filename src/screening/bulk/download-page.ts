import { join } from 'node:path';
import type { SendRequest } from '../auth/authorised-request.ts';
import type { InputProblem } from '../input.ts';
import { type Download, downloadFile } from './download-file.ts';
import { digest, type FileDone, type FindCheckpoint } from './export-journal.ts';
import { forEachAtOnce } from './for-each-at-once.ts';
import type { ManifestFile } from './manifest.ts';
import { type ManifestPage, refetchPage } from './manifest-pages.ts';
import type { Patience } from './patience.ts';

export interface PageDownload {
  /** Folder of the files. */
  readonly folder: string;
  readonly send: SendRequest;
  readonly patience: Patience;
  /** Downloads under way at the same time. */
  readonly atOnce: number;
  readonly checkpoint: FindCheckpoint;
  /** Makes a checkpoint. */
  readonly keep: (file: FileDone) => Promise<void>;
}

/** How often a page is asked for fresh links to one file. */
const mostRefreshes = 2;

/**
 * Downloads the files of one manifest that are not on the disk yet, each with its checkpoint.
 * @returns what could not be had
 */
export async function downloadPage(page: ManifestPage, options: PageDownload): Promise<readonly InputProblem[]> {
  const problems: InputProblem[] = [];
  const links = freshLinks(page, options);
  const missing = page.manifest.files.filter((file) => !options.checkpoint(file));
  await forEachAtOnce(missing, options, async (file, patience) => {
    const name = nameOf(file, page.number);
    const got = await downloadFresh(file, join(options.folder, name), links, { ...options, patience });
    if (got === 'expired' || 'refused' in got) {
      const status = got === 'expired' ? 'it no longer exists' : `the server answered ${got.refused}`;
      problems.push({ code: 'file-unavailable', text: `The file could not be downloaded: ${status}.`, file: name });
      return;
    }
    const { role, index, type, count } = file;
    const known = { ...(type !== undefined && { type }), ...(count !== undefined && { count }) };
    await options.keep({
      event: 'file',
      page: page.number,
      role,
      index,
      url: digest(file.url),
      ...known,
      name,
      ...got,
    });
  });
  return problems;
}

interface Links {
  /** The file as the manifest names it now. */
  current(file: ManifestFile): { readonly file: ManifestFile; readonly withToken: boolean };
  /** Asks for the manifest anew, unless that has been done since `stale` was current. */
  refresh(stale: ManifestFile): Promise<void>;
}

async function downloadFresh(file: ManifestFile, path: string, links: Links, options: PageDownload): Promise<Download> {
  for (let refreshes = 0; ; refreshes += 1) {
    const { file: current, withToken } = links.current(file);
    const got = await downloadFile(current.url, path, withToken, options.send, options.patience);
    if (got !== 'expired' || refreshes >= mostRefreshes) return got;
    await links.refresh(current);
  }
}

/** Files of a page expire together, so one refresh serves all of them. */
function freshLinks(first: ManifestPage, { send, patience }: PageDownload): Links {
  let page = first;
  let pending: Promise<ManifestPage> | undefined;
  const find = (file: ManifestFile) =>
    page.manifest.files.find(({ role, index }) => role === file.role && index === file.index) ?? file;
  return {
    current: (file) => ({ file: find(file), withToken: page.manifest.requiresAccessToken }),
    async refresh(stale) {
      if (find(stale).url !== stale.url) return;
      pending ??= refetchPage(first, send, patience).finally(() => {
        pending = undefined;
      });
      page = await pending;
    },
  };
}

/** `0.12.Observation.ndjson`. What the server calls a file is of no use as a name: it may be anything. */
function nameOf({ role, index, type }: ManifestFile, page: number): string {
  const what = role === 'output' && /^[A-Za-z]{1,64}$/.test(type ?? '') ? type : role;
  return `${page}.${index}.${what}.ndjson`;
}
