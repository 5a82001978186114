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
  /** Whether the results of the run before lie in buckets of the same patients. */
  readonly carriesOver: boolean;
}

/** The folder in which a run keeps what it has done, so that a crash at any moment costs no more than the tasks in flight. */
export interface WorkFolder {
  readonly dir: string;
  readonly spills: string;
  readonly results: string;
  /** Folder of the results of the run before, as long as this one needs them. */
  readonly earlier: string;
  /** What was fetched, in the order of the fetches. */
  readonly inputs: () => Promise<readonly FetchedInput[]>;
  /** The folder of a fetch, made when it is not there. */
  readonly fetchDir: (generation: number) => Promise<string>;
  readonly keepInput: (generation: number, input: FetchedInput) => Promise<void>;
  /** Forgets what was grouped and assessed; with `inputs`, what was fetched too. */
  readonly clear: (what: { readonly inputs: boolean }) => Promise<void>;
  /** Puts the results of the run before aside, for this one to carry over. */
  readonly retireResults: () => Promise<void>;
  /**
   * Drops what a run that has finished leaves behind and nobody needs: the grouped lines, which are the patients' records,
   * and the results before its own.
   */
  readonly clearLeftovers: () => Promise<void>;
  /** The plan for these inputs: the one of before if it still fits, otherwise a new one, and a clean start. */
  readonly plan: (inputs: readonly FetchedInput[], assessedBy: string, sizes: WorkSizes) => Promise<Plan>;
}

export async function openWorkFolder(dir: string): Promise<WorkFolder> {
  const paths = { fetch: join(dir, 'fetch'), spills: join(dir, 'spills'), results: join(dir, 'results') };
  const earlier = join(dir, 'earlier');
  const bucketsPath = join(earlier, 'buckets.json');
  const planPath = join(dir, 'plan.json');
  const fetchPath = (generation: number) => join(paths.fetch, String(generation));
  const inputPath = (generation: number) => join(fetchPath(generation), 'input.json');

  async function clear({ inputs }: { readonly inputs: boolean }): Promise<void> {
    const gone = [planPath, paths.spills, paths.results, ...(inputs ? [paths.fetch, earlier] : [])];
    await Promise.all(gone.map((path) => rm(path, { recursive: true, force: true })));
    await Promise.all([paths.spills, paths.results, paths.fetch].map((path) => mkdir(path, { recursive: true })));
  }

  await Promise.all(Object.values(paths).map((path) => mkdir(path, { recursive: true })));
  return {
    dir,
    spills: paths.spills,
    results: paths.results,
    clear,
    earlier,
    async retireResults() {
      const plan = await readJson<Plan>(planPath);
      if (!plan) return;
      await rm(earlier, { recursive: true, force: true });
      // Within the folder that is renamed: results whose buckets are not known must never be found.
      await writeJson(join(paths.results, 'buckets.json'), plan.buckets);
      await rename(paths.results, earlier);
    },
    async clearLeftovers() {
      await Promise.all([paths.spills, earlier].map((path) => rm(path, { recursive: true, force: true })));
    },
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
      const wanted = bucketCount(slices, bucketBytes);
      const kept = (await readJson<number>(bucketsPath)) ?? 0;
      // A record is found again in the bucket that it was in, until buckets have grown to twice what they should hold.
      const carriesOver = wanted <= 2 * kept;
      const plan = { fingerprint, buckets: carriesOver ? kept : wanted, slices, carriesOver };
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
