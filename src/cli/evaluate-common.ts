import { join } from 'node:path';
import { modelsDir } from '../config/paths.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { loadCommonPackage } from '../registry/common-package.ts';
import { evaluateCommon as evaluate } from '../training/common/evaluation/evaluate.ts';
import { readArguments, required } from './arguments.ts';
import { progressReporter } from './progress.ts';
import { wholeNumber } from './train-common.ts';

/** Ranks the diagnoses of the patients of a file; with `--interactive` interviews them as well. */
export async function evaluateCommon(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    ddxplus: { type: 'string' },
    hide: { type: 'string', default: '0' },
    answered: { type: 'boolean', default: false },
    interactive: { type: 'boolean', default: false },
    model: { type: 'string', default: join(modelsDir, 'common-disease') },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  });
  const result = await evaluate({
    package: await loadCommonPackage(values.model),
    file: required(values.ddxplus, '--ddxplus'),
    hiding: { reading: values.answered ? 'answered' : 'listed', share: shareOf(values.hide) },
    interactive: values.interactive,
    seed: wholeNumber(values.seed, '--seed'),
    onProgress: progressReporter(),
  });
  if (values.json) console.log(JSON.stringify(result));
  else console.table(result);
  return 0;
}

function shareOf(text: string): number {
  const share = Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 1)) {
    throw new HoofbeatsError('USAGE', `--hide: "${text}" is not a share from 0 to 1.`);
  }
  return share;
}
