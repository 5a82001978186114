import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../src/config/paths.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

/** A service of docker-compose.yml, in the spelling that ours uses. */
export interface ComposeService {
  readonly image: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly networks: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly tmpfs: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly stop_grace_period?: string;
  readonly healthcheck?: { readonly test: string };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly profiles?: readonly string[];
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

export const composePath = join(projectRoot, 'docker-compose.yml');
export const composeText = readFileSync(composePath, 'utf8');
export const compose: ComposeFile = parse(composeText, { merge: true });

/** Where a container finds its secrets. */
const mountedAt = '/run/secrets/';

/** What an operator does before the first start. */
export const makeSecrets = (folder: string) =>
  execFileSync(join(projectRoot, 'scripts', 'make-secrets.sh'), [folder], { stdio: 'ignore' });

/** A folder of fresh secrets. */
export function madeSecrets(): string {
  const folder = temporaryFolder();
  makeSecrets(folder);
  return folder;
}

/** What a shell or a process of a container is told, with its secrets in another folder. */
export const withSecretsAt = (folder: string, words: string) => words.replaceAll(mountedAt, `${folder}/`);

/** The environment of a service: variables of Compose from `given` or their defaults, secrets in another folder. */
export function environmentOf(service: ComposeService, secrets: string, given: Readonly<Record<string, string>> = {}) {
  return Object.fromEntries(
    Object.entries(service.environment ?? {}).map(([name, value]) => [
      name,
      withSecretsAt(
        secrets,
        value.replace(/\$\{(\w+):-([^}]*)\}/g, (_, variable, fallback) => given[variable] ?? fallback),
      ),
    ]),
  );
}
