import { join } from 'node:path';
import { modelsDir } from '../config/paths.ts';
import { loadModelPackage } from '../registry/model-package.ts';
import { evaluateRare as evaluate } from '../training/rare/evaluate.ts';
import { readArguments, required } from './arguments.ts';
import { progressReporter } from './progress.ts';

export async function evaluateRare(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    phenopackets: { type: 'string' },
    model: { type: 'string', default: join(modelsDir, 'rare-disease') },
    'without-support': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const result = await evaluate({
    package: await loadModelPackage(values.model),
    phenopackets: required(values.phenopackets, '--phenopackets'),
    withoutSupport: values['without-support'],
    onProgress: progressReporter(),
  });
  if (values.json) console.log(JSON.stringify(result));
  else console.table(result);
  return 0;
}
