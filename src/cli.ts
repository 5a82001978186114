import { setFlagsFromString } from 'node:v8';
import { type Command, findCommand, usage } from './cli/commands.ts';
import { toHoofbeatsError } from './errors/hoofbeats-error.ts';

/** Exit status of a command that was called wrongly, as opposed to one that failed (1). */
const wrongUsage = 2;

async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0 || args[0] === '--help' || args[0] === '-h') {
    console.log(usage());
    return 0;
  }
  const found = findCommand(args);
  if (!found) {
    console.error(`hoofbeats: no command "${args.join(' ')}"\n\n${usage()}`);
    return wrongUsage;
  }
  const { command, rest } = found;
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(`hoofbeats ${command.name} ${command.syntax}\n\n${command.summary}`);
    return 0;
  }
  return run(command, rest);
}

async function run(command: Command, args: readonly string[]): Promise<number> {
  try {
    const execute = await command.load();
    return await execute(args);
  } catch (thrown) {
    const error = toHoofbeatsError(thrown);
    console.error(`hoofbeats ${command.name}: ${error.message}\n  ${error.entry.mend}`);
    // On a terminal the caller is the operator: the cause is theirs to see.
    if (error.code === 'INTERNAL') console.error(error.cause);
    return error.code === 'USAGE' ? wrongUsage : 1;
  }
}

// What a call or a patient makes lives no longer than the call or the patient. V8 would put what some lines of code make into
// the old generation, as it once outlived a collection; dead there, it keeps all that it refers to alive until the next full
// collection. For every thread, and before any work.
setFlagsFromString('--no-allocation-site-pretenuring');

// Set, not process.exit(): a run of ONNX Runtime that is still in flight would abort the process.
process.exitCode = await main(process.argv.slice(2));
