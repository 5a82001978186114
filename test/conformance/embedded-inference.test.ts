import { join } from 'node:path';
import { beforeAll, describe } from 'vitest';
import { modelsDir } from '../../src/config/paths.ts';
import { createEmbeddedInference } from '../../src/inference/embedded.ts';
import { loadModelPackage, type ModelPackage } from '../../src/registry/model-package.ts';
import { inferencePortSuite } from './inference-port-suite.ts';

describe('embedded inference conforms', () => {
  let pkg: ModelPackage;
  beforeAll(async () => {
    pkg = await loadModelPackage(join(modelsDir, 'rare-disease'));
  });
  inferencePortSuite(
    () => pkg,
    () => createEmbeddedInference(pkg),
  );
});
