import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findCommand } from '../../src/cli/commands.ts';
import { projectRoot } from '../../src/config/paths.ts';
import { configSchema } from '../../src/config/schema.ts';

const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { scripts: object };
const settings = new Set(Object.keys(configSchema.shape));

/** What is wrong with commands that are not run: names of commands, options, scripts, settings and files that do not exist. */
export function brokenPromises(commands: string): readonly string[] {
  const lines = commands.replaceAll('\\\n', ' ').split('\n');
  return [...lines.flatMap(brokenCommand), ...brokenSettings(commands), ...brokenPaths(commands)];
}

/** Of one line, wherever `hoofbeats` is called in it. */
export function brokenCommand(line: string): readonly string[] {
  const scriptNames = [...line.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map((match) => match[1]!);
  const calls = [...line.matchAll(/(?:^|[\s`])(?:npx |run -s |docker run .*? )?hoofbeats (?:-- )?([a-z].*)/g)];
  return [
    ...scriptNames.filter((name) => !(name in scripts)).map((name) => `no script ${name}`),
    ...calls.flatMap(([, words = '']) => brokenCall(words)),
  ];
}

function brokenCall(words: string): readonly string[] {
  const args = words
    .split(/[|;&#>]/)[0]!
    .trim()
    .split(/\s+/);
  const found = findCommand(args);
  if (!found) return [`no command "hoofbeats ${args.slice(0, 2).join(' ')}"`];
  const known = found.command.syntax;
  return found.rest
    .filter((arg) => arg.startsWith('--') && !new RegExp(`${arg.split('=')[0]}(?![a-z-])`).test(known))
    .map((option) => `hoofbeats ${found.command.name} has no ${option}`);
}

/** Settings that are given to a process: `NAME=value` before a command, `-e NAME=value` of a container. */
const brokenSettings = (commands: string) =>
  [...commands.matchAll(/(?:^|\s)([A-Z][A-Z_]{3,})=/g)]
    .map((match) => match[1]!)
    .filter((name) => !settings.has(name) && !/^(TEST_|CHROMIUM|HOOFBEATS_|NODE_|OTEL_)/.test(name))
    .map((name) => `no setting ${name}`);

const brokenPaths = (commands: string) =>
  [
    ...commands.matchAll(
      /(?:^|\s|@)((?:docs|src|test|scripts|bench|models|cds-services|fhir-profiles|helm)\/[\w./-]*)/g,
    ),
  ]
    .map((match) => match[1]!)
    .filter((path) => !existsSync(join(projectRoot, path)))
    .map((path) => `no file ${path}`);

/** Links of a page that lead nowhere inside the project. */
export function brokenLinks(page: string, text: string): readonly string[] {
  const prose = text.replace(/```[\s\S]*?```/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1]!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? join(projectRoot, page) : join(projectRoot, dirname(page), path);
      if (!existsSync(file)) return true;
      return anchor !== undefined && file.endsWith('.md') && !anchorsOf(readFileSync(file, 'utf8')).has(anchor);
    });
}

/** As GitHub makes anchors of headings. */
const anchorsOf = (text: string) =>
  new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
      match[1]!
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
