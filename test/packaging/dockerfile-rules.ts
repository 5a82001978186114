import { DockerfileParser, type From, type Instruction } from 'dockerfile-ast';

interface Parsed {
  readonly instructions: readonly Instruction[];
  /** Instructions of this keyword. */
  of(keyword: string): readonly Instruction[];
  /** Instructions of each stage. */
  readonly stages: readonly (readonly Instruction[])[];
}
/** Says which lines break a rule; lines count from 1. */
type Rule = (file: Parsed) => readonly number[];

/**
 * What hadolint (https://github.com/hadolint/hadolint) says of a Dockerfile, as far as it bears on ours; the names are
 * hadolint's. It is a program that the npm registry does not have, so these are rules of our own after its documentation.
 */
const rules: Readonly<Record<string, Rule>> = {
  'DL3002: the last user is not root': ({ stages, instructions }) => {
    const last = stages.at(-1)?.findLast((one) => one.getKeyword() === 'USER');
    if (!last) return [lineOf(instructions.at(-1)!)];
    return /^(root|0)(:|$)/.test(text(last)) ? [lineOf(last)] : [];
  },
  'DL3003: WORKDIR, not cd': ({ of }) => where(of('RUN'), (one) => /(^|[;&|]\s*)cd\s/.test(text(one))),
  'DL3004: no sudo': ({ of }) => where(of('RUN'), (one) => /\bsudo\b/.test(text(one))),
  'DL3006: an image has a tag': ({ of }) =>
    where(of('FROM'), (one) => !tag(one) && !(one as From).getImageDigest() && !isStage(one, of('FROM'))),
  'DL3007: and not the tag latest': ({ of }) => where(of('FROM'), (one) => tag(one) === 'latest'),
  'DL3016: npm installs what is pinned': ({ of }) =>
    where(of('RUN'), (one) => /\bnpm\s+(i|install|add)\b/.test(text(one))),
  'DL3020: COPY, not ADD': ({ of }) => where(of('ADD'), () => true),
  'DL3022: COPY --from names a stage': ({ of }) =>
    where(of('COPY'), (one) => {
      const [, from] = /--from=(\S+)/.exec(String(one)) ?? [];
      return from !== undefined && !of('FROM').some((stage) => (stage as From).getBuildStage() === from);
    }),
  'DL3025: ENTRYPOINT and CMD in JSON': ({ of }) =>
    where([...of('ENTRYPOINT'), ...of('CMD')], (one) => !text(one).startsWith('[')),
  'DL3045: COPY to a relative path after WORKDIR': ({ stages }) =>
    stages.flatMap((stage) =>
      where(stage, (one) => {
        const workdir = stage.findIndex((other) => other.getKeyword() === 'WORKDIR');
        const into = one.getArguments().at(-1)?.getValue() ?? '';
        return one.getKeyword() === 'COPY' && !into.startsWith('/') && (workdir < 0 || workdir > stage.indexOf(one));
      }),
    ),
  'DL3057: there is a HEALTHCHECK': ({ of, instructions }) =>
    of('HEALTHCHECK').length === 0 ? [lineOf(instructions.at(-1)!)] : [],
  'DL4006: a pipe has pipefail': ({ of }) => where(of('RUN'), (one) => /[^|]\|[^|]/.test(text(one))),
};

/** Which rules a Dockerfile breaks, as `DL3007: … (line 3)`. */
export function brokenRules(dockerfile: string): readonly string[] {
  const instructions = DockerfileParser.parse(dockerfile).getInstructions();
  const stages: Instruction[][] = [];
  for (const one of instructions) {
    if (one.getKeyword() === 'FROM') stages.push([]);
    stages.at(-1)?.push(one);
  }
  const of = (keyword: string) => instructions.filter((one) => one.getKeyword() === keyword);
  return Object.entries(rules).flatMap(([name, rule]) =>
    rule({ instructions, of, stages }).map((line) => `${name} (line ${line})`),
  );
}

const text = (one: Instruction) => one.getArgumentsContent() ?? '';
const lineOf = (one: Instruction) => one.getRange().start.line + 1;
const where = (some: readonly Instruction[], broken: (one: Instruction) => boolean) => some.filter(broken).map(lineOf);
const tag = (one: Instruction) => (one as From).getImageTag();
const isStage = (one: Instruction, froms: readonly Instruction[]) =>
  froms.some((other) => (other as From).getBuildStage() === (one as From).getImage());
