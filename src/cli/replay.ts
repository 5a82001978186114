import { replay } from '../assessment/replay.ts';
import { loadConfig } from '../config/load.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { withRecords } from '../records.ts';
import { openServing } from '../serving.ts';
import { findAssessment } from '../store/assessments.ts';
import { readArguments } from './arguments.ts';

/** Exit status 0 when every number is the same, 1 when one is not. */
export async function replayAssessment(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean', default: false } });
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new HoofbeatsError('USAGE', 'Name one assessment by its id.');
  const config = loadConfig(process.env);
  const kept = await withRecords(config, ({ db, keys }) => findAssessment(id, db, keys.seal));
  const serving = await openServing(config);
  try {
    const result = await replay(kept, serving.assessor);
    if (values.json) {
      console.log(JSON.stringify({ id, ...result }));
      return result.identical ? 0 : 1;
    }
    console.log(`${id}, ${kept.createdAt}, ${kept.versions.model}`);
    for (const change of result.versions) console.log(`  then and now: ${change}`);
    for (const path of result.differences) console.log(`  differs: ${path}`);
    console.log(result.identical ? '  identical, to the last bit' : '  NOT identical');
    return result.identical ? 0 : 1;
  } finally {
    await serving.close();
  }
}
