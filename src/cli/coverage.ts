import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { measureCoverage } from '../screening/coverage.ts';
import { loadTerminology } from '../terminology/load.ts';
import { readArguments } from './arguments.ts';
import { coverageText } from './coverage-text.ts';
import { progressReporter } from './progress.ts';

export async function coverage(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean', default: false } });
  const [dir, ...more] = positionals;
  if (dir === undefined || more.length > 0) throw new HoofbeatsError('USAGE', 'Name one folder of NDJSON files.');
  const report = await measureCoverage(dir, loadTerminology(), progressReporter());
  console.log(values.json ? JSON.stringify(report) : coverageText(report));
  return 0;
}
