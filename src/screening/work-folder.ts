import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bucketCount } from './buckets.ts';
import type { FetchedInput } from './input.ts';
import { planSlices, type Slice } from './slices.ts';
import type { WorkSizes } from './work-sizes.ts';

/** How the input is cut up. While nothing that it was made for has changed, what was done by it counts. */
export interface Plan {
  /** Stands for the files, what was deleted, and what assesses them. */
  readonly fingerprint: string;
  readonly buckets: number;
  readonly slices: readonly Slice[];
}

/** The folder in which a run keeps what it has done, so that a crash at any moment costs no more than the tasks in flight. */
export interface WorkFolder {
  readonly dir: string;
  readonly spills: string;
  readonly results: string;
  /** What was fetched, in the order of the fetches. */
  readonly inputs: () => Promise<readonly FetchedInput[]>;
  /** The folder of a fetch, made when it is not there. */
  readonly fetchDir: (generation: number) => Promise<string>;
  readonly keepInput: (generation: number, input: FetchedInput) => Promise<void>;
  /** Forgets what was grouped and assessed; with `inputs`, what was fetched too. */
  readonly clear: (what: { readonly inputs: boolean }) => Promise<void>;
  /** Drops the grouped lines of a run that has finished: nobody needs them, and they are the patients' records. */
  readonly clearSpills: () => Promise<void>;
  /** The plan for these inputs: the one of before if it still fits, otherwise a new one, and a clean start. */
  readonly plan: (inputs: readonly FetchedInput[], assessedBy: string, sizes: WorkSizes) => Promise<Plan>;
}

export async function openWorkFolder(dir: string): Promise<WorkFolder> {
  const paths = { fetch: join(dir, 'fetch'), spills: join(dir, 'spills'), results: join(dir, 'results') };
  const planPath = join(dir, 'plan.json');
  const fetchPath = (generation: number) => join(paths.fetch, String(generation));
  const inputPath = (generation: number) => join(fetchPath(generation), 'input.json');

  async function clear({ inputs }: { readonly inputs: boolean }): Promise<void> {
    const gone = [planPath, paths.spills, paths.results, ...(inputs ? [paths.fetch] : [])];
    await Promise.all(gone.map((path) => rm(path, { recursive: true, force: true })));
    await Promise.all([paths.spills, paths.results, paths.fetch].map((path) => mkdir(path, { recursive: true })));
  }

  await Promise.all(Object.values(paths).map((path) => mkdir(path, { recursive: true })));
  return {
    dir,
    spills: paths.spills,
    results: paths.results,
    clear,
    clearSpills: () => rm(paths.spills, { recursive: true, force: true }),
    async fetchDir(generation) {
      await mkdir(fetchPath(generation), { recursive: true });
      return fetchPath(generation);
    },
    async inputs() {
      const inputs: FetchedInput[] = [];
      for (;;) {
        const input = await readJson<FetchedInput>(inputPath(inputs.length));
        if (!input) return inputs;
        inputs.push(input);
      }
    },
    keepInput: (generation, input) => writeJson(inputPath(generation), input),
    async plan(inputs, assessedBy, { sliceBytes, bucketBytes }) {
      const fingerprint = await fingerprintOf(inputs, assessedBy);
      const before = await readJson<Plan>(planPath);
      if (before?.fingerprint === fingerprint) return before;
      await clear({ inputs: false });
      const files = inputs.flatMap((input, generation) => input.files.map((file) => ({ file, generation })));
      const slices = await planSlices(files, sliceBytes);
      const plan = { fingerprint, buckets: bucketCount(slices, bucketBytes), slices };
      await writeJson(planPath, plan);
      return plan;
    },
  };
}

async function fingerprintOf(inputs: readonly FetchedInput[], assessedBy: string): Promise<string> {
  const files = await Promise.all(
    inputs.flatMap(({ files }) =>
      files.map(async ({ path }) => {
        const { size, mtimeMs } = await stat(path);
        return [path, size, mtimeMs];
      }),
    ),
  );
  const deleted = inputs.map((input) => input.deleted);
  return createHash('sha256')
    .update(JSON.stringify([files, deleted, assessedBy]))
    .digest('hex');
}

async function readJson<T>(path: string): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

/** A file that appears whole or not at all. */
async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(value));
  await rename(`${path}.new`, path);
}
