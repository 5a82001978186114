import { codeVersion } from '../config/version.ts';
import type { Metrics } from './metrics.ts';

interface Served {
  readonly served: readonly { readonly family: string; readonly version: string }[];
  readonly problems: readonly { readonly family?: string }[];
}

/** Shows what this process runs: the program, the packages, and those that it could not open. */
export function showVersions({ served, problems }: Served, { buildInfo, modelInfo, modelProblems }: Metrics): void {
  buildInfo.set({ version: codeVersion, node: process.versions.node }, 1);
  for (const { family, version } of served) modelInfo.set({ model: family, version }, 1);
  modelProblems.set(problems.length);
}

/** Shows whether each part can do its work. */
export function showReady(
  parts: readonly { readonly part: string; readonly ready: boolean }[],
  { partReady }: Metrics,
): void {
  for (const { part, ready } of parts) partReady.set({ part }, ready ? 1 : 0);
}
