import { type ParseArgsConfig, parseArgs } from 'node:util';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Parses a command's options strictly.
 * @throws HoofbeatsError USAGE for an unknown option or one without its value.
 */
export function readArguments<const T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new HoofbeatsError('USAGE', (cause as Error).message, { cause });
  }
}

/** The value of an option that the command cannot do without. */
export function required(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new HoofbeatsError('USAGE', `${option} is missing.`);
  return value;
}
