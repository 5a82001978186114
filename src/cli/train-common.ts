import { join } from 'node:path';
import { modelsDir } from '../config/paths.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { trainCommon as train } from '../training/common/train.ts';
import { readArguments } from './arguments.ts';
import { dataFolder } from './data-folder.ts';
import { progressReporter } from './progress.ts';

export async function trainCommon(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    data: { type: 'string' },
    out: { type: 'string', default: join(modelsDir, 'common-disease') },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  });
  const report = await train({
    data: dataFolder(values.data),
    out: values.out,
    seed: wholeNumber(values.seed, '--seed'),
    threads: Math.max(1, wholeNumber(values.threads, '--threads')),
    onProgress: progressReporter(),
  });
  console.log(JSON.stringify(report, null, values.json ? undefined : 2));
  return 0;
}

/** @throws HoofbeatsError USAGE */
export function wholeNumber(text: string, option: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new HoofbeatsError('USAGE', `${option}: "${text}" is not a whole number.`);
  return Number(text);
}
