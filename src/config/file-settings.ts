import { readFileSync } from 'node:fs';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment with what lies in files: `NAME_FILE` names a file that holds the value of the setting `NAME`, which is how
 * Docker, Kubernetes and Vault hand over secrets. Line ends after the value are not part of it.
 * @throws HoofbeatsError CONFIG_INVALID when a setting is given both ways, or its file cannot be read.
 */
export function withFileSettings(environment: Environment, names: readonly string[]): Environment {
  const fromFiles = names.flatMap((name) => {
    const file = environment[`${name}_FILE`];
    if (!file) return [];
    if (environment[name]) throw invalid(`${name} and ${name}_FILE are both set; keep one of them.`);
    return [[name, read(name, file)] as const];
  });
  return { ...environment, ...Object.fromEntries(fromFiles) };
}

function read(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/[\r\n]+$/, '');
  } catch (cause) {
    throw invalid(`${name}_FILE: ${file} cannot be read.`, cause);
  }
}

const invalid = (problem: string, cause?: unknown) => new HoofbeatsError('CONFIG_INVALID', problem, { cause });
