import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { deepFreeze } from '../clinical/freeze.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import {
  type Criterion,
  type CriterionFile,
  criterionFileSchema,
  type Definitions,
  definitionsFileSchema,
} from './criterion.ts';
import { checkNames } from './names.ts';

export const definitionsFile = 'definitions.json';
/** Files of the folder that are no criteria. */
const otherFiles = new Set([definitionsFile, 'manifest.json', 'schema.json']);

/**
 * Reads a folder of guideline criteria: `definitions.json`, and one file per condition, in the order of their ids.
 * @param scores names of the clinical scores that measures may use.
 * @throws HoofbeatsError PACKAGE_INVALID that names the file and what is wrong in it.
 */
export async function loadCriteria(dir: string, scores: ReadonlySet<string>): Promise<readonly Criterion[]> {
  const names = await readdir(dir).catch((cause) => {
    throw new HoofbeatsError('PACKAGE_INVALID', 'The folder of the guideline criteria cannot be read.', {
      cause,
      log: { dir },
    });
  });
  const shared = await readJson(dir, definitionsFile, definitionsFileSchema);
  const files = names.filter((name) => name.endsWith('.json') && !otherFiles.has(name));
  const criteria = await Promise.all(
    files.map(async (name) => {
      const criterion = prepare(await readJson(dir, name, criterionFileSchema), shared);
      if (`${criterion.id}.json` !== name) throw invalid(name, `its id is ${criterion.id}`);
      const [problem] = checkNames(criterion, scores);
      if (problem !== undefined) throw invalid(name, problem);
      return deepFreeze(criterion);
    }),
  );
  return criteria.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A criterion with the definitions that serve all; its own come first. */
function prepare(file: CriterionFile, shared: Definitions): Criterion {
  const { definitions, $schema: _, ...rest } = file;
  return {
    ...rest,
    measures: new Map(Object.entries({ ...shared.measures, ...definitions?.measures })),
    conditions: new Map(Object.entries({ ...shared.conditions, ...definitions?.conditions })),
    clauses: new Map(Object.entries({ ...shared.clauses, ...definitions?.clauses })),
    stageLabels: new Map(Object.entries(shared.stages ?? {})),
  };
}

async function readJson<S extends z.ZodType>(dir: string, name: string, schema: S): Promise<z.infer<S>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(join(dir, name), 'utf8'));
  } catch (cause) {
    throw new HoofbeatsError('PACKAGE_INVALID', `${name}: cannot be read as JSON.`, { cause, log: { dir } });
  }
  const read = schema.safeParse(json);
  if (!read.success) throw invalid(name, z.prettifyError(read.error));
  return read.data;
}

function invalid(name: string, problem: string): HoofbeatsError {
  return new HoofbeatsError('PACKAGE_INVALID', `${name}: ${problem}.`);
}
