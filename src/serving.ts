import { randomUUID } from 'node:crypto';
import type { Assessor } from './assessment/assessor.ts';
import { createAssessor } from './assessment/pipeline.ts';
import type { ServingModel } from './assessment/ports.ts';
import type { Config } from './config/schema.ts';
import { codeVersion } from './config/version.ts';
import { createEmbeddedInference } from './inference/embedded.ts';
import type { InferencePort } from './inference/inference-port.ts';
import { listModelPackages } from './registry/list.ts';
import { loadModelPackage } from './registry/model-package.ts';
import { loadTerminology } from './terminology/load.ts';
import type { Terminology } from './terminology/terminology.ts';

/** Families that the entrances ask for by name. */
const requiredModels = ['rare-disease'];

/** Everything that answers questions about patients, opened and ready. */
export interface Serving {
  readonly assessor: Assessor;
  readonly terminology: Terminology;
  readonly models: ReadonlyMap<string, ServingModel>;
  /** Whether each part can do its work. */
  health(): readonly { readonly part: string; readonly ready: boolean; readonly reason?: string }[];
  /** Resolves when no run is in flight. */
  close(): Promise<void>;
}

/**
 * Opens the terminology and every model package of `MODELS_DIR` in this process.
 * @param observe wraps an inference port, e.g. to measure it
 * @throws HoofbeatsError PACKAGE_INVALID.
 */
export async function openServing(
  config: Pick<Config, 'MODELS_DIR'>,
  observe: (inference: InferencePort, family: string) => InferencePort = (inference) => inference,
): Promise<Serving> {
  const terminology = loadTerminology();
  const models = new Map<string, ServingModel>();
  for (const { family, dir } of await listModelPackages(config.MODELS_DIR)) {
    const pkg = await loadModelPackage(dir);
    models.set(family, { package: pkg, inference: observe(await createEmbeddedInference(pkg), family) });
  }
  const assessor = createAssessor({ terminology, models, now: () => new Date(), newId: randomUUID, codeVersion });
  return {
    assessor,
    terminology,
    models,
    health: () =>
      requiredModels.map((family) =>
        models.has(family)
          ? { part: `model ${family}`, ready: true }
          : { part: `model ${family}`, ready: false, reason: 'MODELS_DIR holds no such package.' },
      ),
    close: async () => {
      await Promise.all(Array.from(models.values(), ({ inference }) => inference.close()));
    },
  };
}
