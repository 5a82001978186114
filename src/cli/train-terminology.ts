import { join } from 'node:path';
import { fhirProfilesDir } from '../config/paths.ts';
import { compileTerminology } from '../training/terminology/compile.ts';
import { readArguments, required } from './arguments.ts';

export async function trainTerminology(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    data: { type: 'string' },
    out: { type: 'string', default: join(fhirProfilesDir, 'terminology') },
    json: { type: 'boolean', default: false },
  });
  const report = await compileTerminology({ data: required(values.data, '--data'), out: values.out });
  console.log(JSON.stringify(report, null, values.json ? undefined : 2));
  return 0;
}
