import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { type Copy, DockerfileParser, type Instruction, type PropertyInstruction } from 'dockerfile-ast';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { nodeOfVersion } from './node-of-version.ts';

/** What the instructions of a stage have made so far, on top of its base image. */
interface Stage {
  /** Folder that stands for `/`. */
  readonly root: string;
  /** Folder of the `node` that the base image has. */
  readonly nodeBin: string;
  readonly env: Record<string, string>;
  readonly labels: Record<string, string>;
  workdir: string;
  user: string;
  volumes: readonly string[];
  entrypoint: readonly string[];
  command: readonly string[];
  healthcheck: readonly string[];
  stopSignal: string;
}

/** What a container engine would make of a Dockerfile, but for the file system of the base image. */
export interface BuiltImage extends Readonly<Stage> {
  /** Frees the disk. */
  remove(): void;
}

interface Step {
  readonly stage: Stage;
  readonly stages: ReadonlyMap<string, Stage>;
  /** Folder of the Dockerfile. */
  readonly context: string;
}

const isRoot = process.getuid?.() === 0;

/**
 * Performs the instructions of the Dockerfile of a folder, in folders of their own and without a container engine. It knows
 * the instructions that ours is written in and refuses any other, so that none can be passed over.
 */
export function buildImage(context: string): BuiltImage {
  const parsed = DockerfileParser.parse(readFileSync(join(context, 'Dockerfile'), 'utf8'));
  const stages = new Map<string, Stage>();
  const workspace = temporaryFolder();
  // The way in must be open for whoever the image runs as.
  chmodSync(workspace, 0o755);
  let stage: Stage | undefined;
  for (const instruction of parsed.getInstructions()) {
    const keyword = instruction.getKeyword();
    if (keyword === 'ARG' && !stage) continue;
    if (keyword === 'FROM') {
      const [image = '', , name = String(stages.size)] = instruction
        .getExpandedArguments()
        .map((one) => one.getValue());
      stage = newStage(image, join(workspace, `stage-${stages.size}`));
      stages.set(name, stage);
      continue;
    }
    const perform = performed[keyword];
    if (!stage || !perform) throw new Error(`${keyword}: an instruction that this test does not know`);
    perform(instruction, { stage, stages, context });
  }
  if (!stage) throw new Error('The Dockerfile has no stage.');
  for (const other of stages.values()) if (other !== stage) rmSync(other.root, { recursive: true });
  return { ...stage, remove: () => rmSync(workspace, { recursive: true, force: true }) };
}

function newStage(image: string, root: string): Stage {
  const [, version] = /^node:([\d.]+)-bookworm-slim$/.exec(image) ?? [];
  if (!version) throw new Error(`FROM ${image}: only Debian's Node.js images can be stood in for`);
  mkdirSync(root);
  return {
    root,
    nodeBin: nodeOfVersion(version, dirname(root)),
    env: {},
    labels: {},
    workdir: '/',
    user: '0:0',
    volumes: [],
    entrypoint: [],
    command: [],
    healthcheck: [],
    stopSignal: 'SIGTERM',
  };
}

const text = (instruction: Instruction) => instruction.getArgumentsContent() ?? '';
const list = (instruction: Instruction): readonly string[] => JSON.parse(text(instruction));
const properties = (instruction: Instruction): Record<string, string> =>
  Object.fromEntries(
    (instruction as PropertyInstruction).getProperties().map((one) => [one.getName(), one.getValue() ?? '']),
  );

const performed: Readonly<Record<string, (instruction: Instruction, step: Step) => void>> = {
  WORKDIR(instruction, { stage }) {
    stage.workdir = text(instruction);
    mkdirSync(join(stage.root, stage.workdir), { recursive: true });
  },
  RUN(instruction, { stage }) {
    const script = text(instruction);
    if (/(^|[\s>"'=])\//.test(script)) throw new Error(`RUN ${script}: works outside of WORKDIR`);
    const env = { ...process.env, ...stage.env, PATH: `${stage.nodeBin}:${process.env.PATH}` };
    execFileSync('sh', ['-ec', script], {
      cwd: join(stage.root, stage.workdir),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  },
  COPY(instruction, step) {
    const flags = new Map((instruction as Copy).getFlags().map((flag) => [flag.getName(), flag.getValue() ?? '']));
    copy(
      instruction.getArguments().map((one) => one.getValue()),
      flags,
      step,
    );
  },
  ENV: (instruction, { stage }) => void Object.assign(stage.env, properties(instruction)),
  LABEL: (instruction, { stage }) => void Object.assign(stage.labels, properties(instruction)),
  USER(instruction, { stage }) {
    stage.user = text(instruction);
  },
  VOLUME(instruction, { stage }) {
    stage.volumes = text(instruction).split(/\s+/);
  },
  EXPOSE: () => {},
  STOPSIGNAL(instruction, { stage }) {
    stage.stopSignal = text(instruction);
  },
  ENTRYPOINT(instruction, { stage }) {
    stage.entrypoint = list(instruction);
  },
  CMD(instruction, { stage }) {
    stage.command = list(instruction);
  },
  HEALTHCHECK(instruction, { stage }) {
    stage.healthcheck = JSON.parse(text(instruction).replace(/^CMD\s+/, ''));
  },
};

/** COPY: files into a folder, or the content of one folder; from the context only what .dockerignore lets through. */
function copy(paths: readonly string[], flags: ReadonlyMap<string, string>, { stage, stages, context }: Step): void {
  const [from, owner] = [flags.get('from'), flags.get('chown')];
  const sources = paths.slice(0, -1);
  const into = paths.at(-1)!;
  const source = from === undefined ? context : stages.get(from)?.root;
  if (!source) throw new Error(`COPY --from=${from}: no such stage`);
  const unknown = [...flags.keys()].filter((flag) => flag !== 'from' && flag !== 'chown');
  if (unknown.length > 0) throw new Error(`COPY: flags ${unknown} are not known`);
  const ignored = from === undefined ? ignoredIn(context) : () => false;
  const target = join(stage.root, into.startsWith('/') ? into : join(stage.workdir, into));
  for (const path of sources) {
    const original = join(source, path);
    if (!existsSync(original) || ignored(original)) throw new Error(`COPY ${path}: not found`);
    const copied = into.endsWith('/') && !statSync(original).isDirectory() ? join(target, basename(path)) : target;
    mkdirSync(dirname(copied), { recursive: true });
    cpSync(original, copied, { recursive: true, verbatimSymlinks: true, filter: (file) => !ignored(file) });
    if (owner !== undefined && isRoot) execFileSync('chown', ['-R', owner, copied]);
  }
}

function ignoredIn(context: string): (path: string) => boolean {
  const rules = dockerignore.default().add(readFileSync(join(context, '.dockerignore'), 'utf8'));
  return (path) => path !== context && rules.ignores(relative(context, path));
}

/** `uid:gid` as numbers. */
export function ids(user: string): [uid: number, gid: number] {
  const [uid, gid] = user.split(':').map(Number);
  if (uid === undefined || gid === undefined || Number.isNaN(uid + gid))
    throw new Error(`${user}: users are given by number here`);
  return [uid, gid];
}
