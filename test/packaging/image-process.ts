import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type BuiltImage, ids } from './built-image.ts';

type Settings = Readonly<Record<string, string>>;

export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** A process of an image that goes on. */
export interface ImageProcess {
  output(): string;
  /** Resolves when it has said this. */
  said(words: string): Promise<void>;
  /** Resolves with its exit status when it has ended of its own accord. */
  ended(): Promise<number | null>;
  /** Stops it as the engine would: the image's signal, and a kill when the grace period is over. */
  stop(graceMs: number): Promise<number | null>;
}

const isRoot = process.getuid?.() === 0;

/** What every process of the image begins with: its user, its folder and its environment, with nothing of ours in it. */
function surroundings(image: BuiltImage, settings: Settings) {
  const [uid, gid] = ids(image.user);
  return {
    cwd: join(image.root, image.workdir),
    env: { ...image.env, ...settings, PATH: `${image.nodeBin}:/usr/bin:/bin` },
    // Without root there is but one user, to whom the files are made read-only instead.
    ...(isRoot && { uid, gid }),
  };
}

/** `docker run IMAGE ARGS…`, as far as it goes without an engine: the entrypoint with arguments, as the image's user. */
export function runImage(image: BuiltImage, args: readonly string[], settings: Settings): ImageProcess {
  const [program = '', ...before] = image.entrypoint;
  const child = spawn(program, [...before, ...(args.length > 0 ? args : image.command)], {
    ...surroundings(image, settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return watched(child, image.stopSignal as NodeJS.Signals);
}

function watched(child: ChildProcess, stopSignal: NodeJS.Signals): ImageProcess {
  let output = '';
  const ended = once(child, 'close');
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      child.emit('said');
    });
  return {
    output: () => output,
    async said(words) {
      while (!output.includes(words)) {
        if (child.exitCode !== null) throw new Error(`ended with status ${child.exitCode}:\n${output}`);
        await Promise.race([once(child, 'said'), ended]);
      }
    },
    async ended() {
      if (child.exitCode === null) await ended;
      return child.exitCode;
    },
    async stop(graceMs) {
      if (child.exitCode !== null) return child.exitCode;
      child.kill(stopSignal);
      const kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(kill);
      return child.exitCode;
    },
  };
}

/** The command of the image's HEALTHCHECK, in the same surroundings. */
export function checkHealth(image: BuiltImage, settings: Settings): Outcome {
  const [program = '', ...args] = image.healthcheck;
  const { status, stdout, stderr } = spawnSync(program, args, { ...surroundings(image, settings), encoding: 'utf8' });
  return { status, output: stdout + stderr };
}
