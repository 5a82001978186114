import { randomUUID } from 'node:crypto';
import type { Assessor } from './assessment/assessor.ts';
import { createAssessor } from './assessment/pipeline.ts';
import type { KeepRun, ReadElsewhere, ServingModel } from './assessment/ports.ts';
import type { ShownMemory } from './assessment/shown-memory.ts';
import { tellingFindings } from './clinical/telling-finding.ts';
import type { Config } from './config/schema.ts';
import { codeVersion } from './config/version.ts';
import { HoofbeatsError, toHoofbeatsError } from './errors/hoofbeats-error.ts';
import { createEmbeddedInference } from './inference/embedded.ts';
import type { InferencePort } from './inference/inference-port.ts';
import { listModelPackages } from './registry/list.ts';
import { loadModelPackage, type ModelPackage } from './registry/model-package.ts';
import { loadTerminology } from './terminology/load.ts';
import type { Terminology } from './terminology/terminology.ts';

/** Families that the entrances ask for by name. */
const requiredModels = ['rare-disease'];

/** A package that is not served, or all of them when `family` is absent: MODELS_DIR itself cannot be read. */
export interface ServingProblem {
  readonly family?: string;
  /** Its message names the family and the file. */
  readonly error: HoofbeatsError;
}

/** Everything that answers questions about patients, opened and ready. */
export interface Serving {
  readonly assessor: Assessor;
  readonly terminology: Terminology;
  readonly models: ReadonlyMap<string, ServingModel>;
  /** What could not be opened: for the log, loudly. */
  readonly problems: readonly ServingProblem[];
  /** Whether each part can do its work. */
  health(): readonly { readonly part: string; readonly ready: boolean; readonly reason?: string }[];
  /** Resolves when no run is in flight. */
  close(): Promise<void>;
}

type Observe = (inference: InferencePort, family: string) => InferencePort;
type Distribute = (pkg: ModelPackage, embedded: InferencePort) => Promise<InferencePort>;

export interface ServingOptions {
  /** Wraps an inference port, e.g. to measure it. */
  readonly observe?: Observe;
  /** Has a model run elsewhere, with the embedded port for what is not answered there; takes charge of that port. */
  readonly distribute?: Distribute;
  /** Keeps finished runs; nothing is kept unless given. */
  readonly keep?: KeepRun;
  /** Remembers what readers have seen. */
  readonly memory?: ShownMemory;
  /** Reads calls beside this thread. */
  readonly readElsewhere?: ReadElsewhere;
  /** Makes the ids of assessments. */
  readonly newId?: () => string;
  /** The time that patients are assessed at. */
  readonly now?: () => Date;
}

/**
 * Opens the terminology and every model package of `MODELS_DIR` in this process. A package that cannot be opened is a
 * problem, not an end: the others are served.
 */
export async function openServing(
  config: Pick<Config, 'MODELS_DIR'>,
  {
    observe = (inference) => inference,
    distribute = async (_package, embedded) => embedded,
    keep = async () => {},
    memory,
    readElsewhere,
    newId = randomUUID,
    now = () => new Date(),
  }: ServingOptions = {},
): Promise<Serving> {
  const terminology = loadTerminology();
  const { models, problems } = await openModels(config.MODELS_DIR, observe, distribute);
  const assessor = createAssessor({
    terminology,
    models,
    telling: tellingFindings(terminology),
    keep,
    ...(memory && { memory }),
    ...(readElsewhere && { readElsewhere }),
    now,
    newId,
    codeVersion,
  });
  return {
    assessor,
    terminology,
    models,
    problems,
    health: () =>
      requiredModels.map((family) =>
        models.has(family)
          ? { part: `model ${family}`, ready: true }
          : { part: `model ${family}`, ready: false, reason: reasonOf(family, problems) },
      ),
    close: async () => {
      await Promise.all(Array.from(models.values(), ({ inference }) => inference.close()));
    },
  };
}

async function openModels(modelsDir: string, observe: Observe, distribute: Distribute) {
  const models = new Map<string, ServingModel>();
  const problems: ServingProblem[] = [];
  const listed = await listModelPackages(modelsDir).catch((thrown) => {
    problems.push({ error: toHoofbeatsError(thrown) });
    return [];
  });
  for (const { family, dir, ...found } of listed) {
    // Packages of another task are opened by what asks for them.
    if ('manifest' in found && found.manifest.task !== 'rare-disease-ranking') continue;
    try {
      const pkg = await loadModelPackage(dir);
      const inference = await distribute(pkg, await createEmbeddedInference(pkg));
      models.set(family, { package: pkg, inference: observe(inference, family) });
    } catch (thrown) {
      problems.push({ family, error: unopened(family, dir, thrown) });
    }
  }
  return { models, problems };
}

function unopened(family: string, dir: string, cause: unknown): HoofbeatsError {
  const why = cause instanceof HoofbeatsError ? cause.message : 'it cannot be opened.';
  return new HoofbeatsError('PACKAGE_INVALID', `Model package ${family}: ${why}`, { cause, log: { dir } });
}

const reasonOf = (required: string, problems: readonly ServingProblem[]) =>
  problems.find(({ family = required }) => family === required)?.error.message ?? 'MODELS_DIR holds no such package.';
