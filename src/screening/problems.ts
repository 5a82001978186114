import type { FetchedInput, InputProblem } from './input.ts';
import { readOutcome } from './screen-bucket.ts';
import type { SliceProblem, SpillIndex } from './spill.ts';
import type { Plan } from './work-folder.ts';

export interface ProblemSources {
  readonly inputs: readonly FetchedInput[];
  readonly plan: Plan;
  readonly indexes: readonly SpillIndex[];
  /** Folder of the results. */
  readonly results: string;
}

/** Everything that went wrong with the input: of the fetches, of the lines, of the patients, each at its file and line. */
export async function* inputProblems({ inputs, plan, indexes, results }: ProblemSources): AsyncGenerator<InputProblem> {
  for (const { problems } of inputs) yield* problems;
  const firstLines = linesBefore(plan, indexes);
  const placed = (slice: number, { line, ...problem }: SliceProblem): InputProblem => ({
    ...problem,
    file: plan.slices[slice]!.file.name,
    ...(line !== undefined && { line: firstLines[slice]! + line }),
  });
  for (const { number } of plan.slices) for (const problem of indexes[number]!.problems) yield placed(number, problem);
  for (let bucket = 0; bucket < plan.buckets; bucket++)
    for (const { slice, ...problem } of (await readOutcome(results, bucket))?.problems ?? [])
      yield placed(slice, problem);
}

/** Lines of the same file before each slice. */
function linesBefore({ slices }: Plan, indexes: readonly SpillIndex[]): readonly number[] {
  const firstLines: number[] = [];
  for (const { number, start } of slices)
    firstLines.push(start === 0 ? 0 : firstLines[number - 1]! + indexes[number - 1]!.lines);
  return firstLines;
}
