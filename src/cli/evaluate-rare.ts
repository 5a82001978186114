import { join } from 'node:path';
import { modelsDir } from '../config/paths.ts';
import { loadModelPackage } from '../registry/model-package.ts';
import { readCorpus } from '../training/rare/cases/corpus.ts';
import { evaluateRare as evaluate } from '../training/rare/evaluation/evaluate.ts';
import { evaluateNested } from '../training/rare/evaluation/nested-evaluation.ts';
import { readArguments } from './arguments.ts';
import { dataFolder } from './data-folder.ts';
import { evaluationText } from './evaluation-text.ts';
import { progressReporter } from './progress.ts';

/** With `--phenopackets` ranks the cases of a file; without, measures the recipe on the development cases anew. */
export async function evaluateRare(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    phenopackets: { type: 'string' },
    data: { type: 'string' },
    model: { type: 'string', default: join(modelsDir, 'rare-disease') },
    'without-support': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  if (values.phenopackets === undefined) {
    const onProgress = progressReporter();
    const evaluation = evaluateNested(await readCorpus(dataFolder(values.data), onProgress), onProgress);
    console.log(values.json ? JSON.stringify(evaluation) : evaluationText(evaluation));
    return 0;
  }
  const result = await evaluate({
    package: await loadModelPackage(values.model),
    phenopackets: values.phenopackets,
    withoutSupport: values['without-support'],
    onProgress: progressReporter(),
  });
  if (values.json) console.log(JSON.stringify(result));
  else console.table(result);
  return 0;
}
