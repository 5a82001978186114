import { join } from 'node:path';
import { modelsDir } from '../config/paths.ts';
import { trainRare as train } from '../training/rare/train.ts';
import { readArguments } from './arguments.ts';
import { dataFolder } from './data-folder.ts';
import { progressReporter } from './progress.ts';

export async function trainRare(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    data: { type: 'string' },
    out: { type: 'string', default: join(modelsDir, 'rare-disease') },
    json: { type: 'boolean', default: false },
  });
  const report = await train({
    data: dataFolder(values.data),
    out: values.out,
    onProgress: progressReporter(),
  });
  console.log(JSON.stringify(report, null, values.json ? undefined : 2));
  return 0;
}
