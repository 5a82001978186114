import { loadConfig } from '../config/load.ts';
import { migrateDatabase } from '../store/open-database.ts';
import { readArguments } from './arguments.ts';

/**
 * Brings the schema up to date and ends. Servers do so as they start; a deployment that does it before them learns of a
 * failure while the servers of the old version still answer.
 */
export async function migrate(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, { json: { type: 'boolean', default: false } });
  const applied = await migrateDatabase(loadConfig(process.env));
  if (values.json) console.log(JSON.stringify({ applied }));
  else console.log(applied.length > 0 ? `Applied: ${applied.join(', ')}.` : 'The schema was up to date.');
  return 0;
}
