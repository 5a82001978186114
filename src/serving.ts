import { randomUUID } from 'node:crypto';
import type { Versions } from './assessment/assessment.ts';
import type { Assessor } from './assessment/assessor.ts';
import { createAssessor } from './assessment/pipeline.ts';
import type { AroundStep, FindReady, KeepRun, Ports, ServingCriteria, ServingModel } from './assessment/ports.ts';
import type { ShownMemory } from './assessment/shown-memory.ts';
import { versionsOf } from './assessment/versions.ts';
import { scores } from './clinical/scores/scores.ts';
import { tellingFindings } from './clinical/telling-finding.ts';
import type { Config } from './config/schema.ts';
import { codeVersion } from './config/version.ts';
import { loadCriteria } from './criteria/load-criteria.ts';
import { neededCodes } from './criteria/needed-codes.ts';
import { HoofbeatsError, toHoofbeatsError } from './errors/hoofbeats-error.ts';
import { type CommonModel, openCommonModel } from './inference/common/open-common.ts';
import { createEmbeddedInference } from './inference/embedded.ts';
import type { InferencePort } from './inference/inference-port.ts';
import { prevalencesOf } from './inference/joint/rare-probability.ts';
import { verifyChecksums } from './registry/checksums.ts';
import { listModelPackages } from './registry/list.ts';
import { criteriaManifestSchema, type PackageTask } from './registry/manifest.ts';
import { loadModelPackage, type ModelPackage, packageFiles, readPackageJson } from './registry/model-package.ts';
import { loadTerminology } from './terminology/load.ts';
import { loadPrevalence, prevalenceOf } from './terminology/prevalence.ts';
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
  /** The same pipeline, of which nothing is kept, remembered or watched. */
  readonly rehearsal: Assessor;
  readonly terminology: Terminology;
  readonly models: ReadonlyMap<string, ServingModel>;
  /** Packages of every task that are open. */
  readonly served: readonly { readonly family: string; readonly version: string }[];
  /** What a result of a model would carry now. */
  versionsOf(model: ServingModel): Versions;
  /** Undefined where no package of criteria is open. */
  readonly criteria: ServingCriteria | undefined;
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
  /** Tasks whose packages are opened; every one unless given. */
  readonly tasks?: readonly PackageTask[];
  /** Wraps an inference port, e.g. to measure it. */
  readonly observe?: Observe;
  /** Has a model run elsewhere, with the embedded port for what is not answered there; takes charge of that port. */
  readonly distribute?: Distribute;
  /** Keeps finished runs; nothing is kept unless given. */
  readonly keep?: KeepRun;
  /** Remembers what readers have seen. */
  readonly memory?: ShownMemory;
  /** Finds what was assessed before a call. */
  readonly findReady?: FindReady;
  /** Watches every step of an assessment. */
  readonly aroundStep?: AroundStep;
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
    tasks,
    observe = (inference) => inference,
    distribute = async (_package, embedded) => embedded,
    keep = async () => {},
    memory,
    findReady,
    aroundStep,
    newId = randomUUID,
    now = () => new Date(),
  }: ServingOptions = {},
): Promise<Serving> {
  const terminology = loadTerminology();
  const { models, common, criteria, served, problems } = await openModels(config.MODELS_DIR, terminology, {
    tasks,
    observe,
    distribute,
  });
  const alone: Ports = {
    terminology,
    models,
    ...(common && { common }),
    ...(criteria && { criteria }),
    prevalences: prevalencesIn,
    telling: tellingFindings(terminology),
    keep: async () => {},
    now,
    newId,
    codeVersion,
  };
  const ports: Ports = {
    ...alone,
    keep,
    ...(memory && { memory }),
    ...(findReady && { findReady }),
    ...(aroundStep && { aroundStep }),
  };
  return {
    assessor: createAssessor(ports),
    rehearsal: createAssessor(alone),
    terminology,
    models,
    served,
    versionsOf: (model) => versionsOf(model, ports),
    criteria,
    problems,
    health: () =>
      requiredModels.map((family) =>
        models.has(family)
          ? { part: `model ${family}`, ready: true }
          : { part: `model ${family}`, ready: false, reason: reasonOf(family, problems) },
      ),
    close: async () => {
      await Promise.all([
        ...Array.from(models.values(), ({ inference }) => inference.close()),
        common?.inference.close(),
      ]);
    },
  };
}

/** What the packages of a folder make, each of its own task. */
interface Opened {
  readonly models: Map<string, ServingModel>;
  common?: CommonModel;
  criteria?: ServingCriteria;
  readonly served: { readonly family: string; readonly version: string }[];
  readonly problems: ServingProblem[];
}

interface OpeningOptions {
  readonly tasks: readonly PackageTask[] | undefined;
  readonly observe: Observe;
  readonly distribute: Distribute;
}

async function openModels(
  modelsDir: string,
  { ontology }: Terminology,
  { tasks, observe, distribute }: OpeningOptions,
): Promise<Opened> {
  const opened: Opened = { models: new Map(), served: [], problems: [] };
  const openers: Readonly<Record<PackageTask, (family: string, dir: string) => Promise<unknown>>> = {
    'rare-disease-ranking': async (family, dir) => {
      const pkg = await loadModelPackage(dir);
      const inference = await distribute(pkg, await createEmbeddedInference(pkg));
      opened.models.set(family, { package: pkg, inference: observe(inference, family) });
    },
    'common-disease-classification': async (_family, dir) => {
      opened.common = await openCommonModel(dir);
    },
    'guideline-criteria': async (_family, dir) => {
      const { version } = await readPackageJson(dir, packageFiles.manifest, criteriaManifestSchema);
      const criteria = await loadCriteria(dir, new Set(scores.keys()));
      opened.criteria = { version, criteria, knowledge: { scores, ontology }, reads: neededCodes(criteria, scores) };
    },
  };
  const listed = await listModelPackages(modelsDir).catch((thrown) => {
    opened.problems.push({ error: toHoofbeatsError(thrown) });
    return [];
  });
  for (const { family, dir, ...found } of listed) {
    const task = 'manifest' in found ? found.manifest.task : 'rare-disease-ranking';
    if (tasks && !tasks.includes(task)) continue;
    try {
      await requireIntact(dir);
      await openers[task](family, dir);
      if ('manifest' in found) opened.served.push({ family, version: found.manifest.version });
    } catch (thrown) {
      opened.problems.push({ family, error: unopened(family, dir, thrown) });
    }
  }
  return opened;
}

/** A file that was changed after its package was published would change what clinicians are told, and nobody would know. */
async function requireIntact(dir: string): Promise<void> {
  const [problem] = await verifyChecksums(dir, []);
  if (problem !== undefined) throw new HoofbeatsError('PACKAGE_INVALID', problem);
}

const prevalences = new WeakMap<ModelPackage, Float64Array>();

/** Share of people with each diagnosis of a package; looked up once. */
function prevalencesIn(pkg: ModelPackage): Float64Array {
  const known = prevalences.get(pkg);
  if (known) return known;
  const table = loadPrevalence();
  const found = prevalencesOf(pkg.diagnoses.map(({ ids }) => prevalenceOf(ids, table)));
  prevalences.set(pkg, found);
  return found;
}

function unopened(family: string, dir: string, cause: unknown): HoofbeatsError {
  const why = cause instanceof HoofbeatsError ? cause.message : 'it cannot be opened.';
  return new HoofbeatsError('PACKAGE_INVALID', `Model package ${family}: ${why}`, { cause, log: { dir } });
}

const reasonOf = (required: string, problems: readonly ServingProblem[]) =>
  problems.find(({ family = required }) => family === required)?.error.message ?? 'MODELS_DIR holds no such package.';
