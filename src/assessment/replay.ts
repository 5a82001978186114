import type { Versions } from './assessment.ts';
import type { Assessor } from './assessor.ts';
import { type KeptRun, keptRun } from './kept-run.ts';

/** What became of repeating a run. */
export interface Replay {
  /** Whether every number and sentence came out as it was kept, to the last bit. */
  readonly identical: boolean;
  /** Places where the two differ, e.g. `differential.entries.0.score`. */
  readonly differences: readonly string[];
  /** Versions that are others now than they were then, e.g. `model: rare-disease 0.1.0 → rare-disease 0.2.0`. */
  readonly versions: readonly string[];
}

/**
 * Runs the kept findings through the model again and compares the results. Numbers are compared by their JSON, which
 * writes the shortest text that reads back as the same bits (ECMA-262 §6.1.6.1.20).
 * @throws HoofbeatsError MODEL_UNAVAILABLE when the model family is not being served.
 */
export async function replay(kept: KeptRun, assessor: Assessor): Promise<Replay> {
  const assessment = await assessor.assess({ entrance: 'case', case: kept.case, model: kept.model });
  const again = keptRun({ assessment, model: kept.model, input: kept.case });
  const differences = differingPaths(resultOf(kept), asJson(resultOf(again)));
  return {
    identical: differences.length === 0,
    differences,
    versions: changedVersions(kept.versions, again.versions),
  };
}

/** What was found. What of it was shown, and what was suggested or would be asked beside it, depends on who asked. */
const resultOf = ({ applicability, differential, common, criteria }: KeptRun) => ({
  applicability,
  ...(criteria && { criteria }),
  ...(common && { common: { ...common, nextQuestions: undefined } }),
  ...(differential && { differential: rankedOf(differential) }),
});

const rankedOf = ({
  entries,
  withheld = entries,
  candidates,
  conformalSize,
}: NonNullable<KeptRun['differential']>) => ({
  ...{ entries: withheld, candidates, conformalSize },
});

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Paths of the leaves in which two JSON trees differ; a missing member differs as a whole. */
export function differingPaths(one: unknown, other: unknown, path = ''): readonly string[] {
  if (Object.is(one, other)) return [];
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return [path];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) =>
    differingPaths(Reflect.get(one, key), Reflect.get(other, key), path === '' ? key : `${path}.${key}`),
  );
}

const changedVersions = (then: Versions, now: Versions) =>
  differingPaths(then, now).map((path) => `${path}: ${at(then, path)} → ${at(now, path)}`);

const at = (versions: object, path: string): unknown => {
  const [name = '', ...rest] = path.split('.');
  const value = Reflect.get(versions, name);
  return rest.length === 0 ? (value ?? 'none') : at(value ?? {}, rest.join('.'));
};
