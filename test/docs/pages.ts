import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/paths.ts';

/** A fenced block of shell commands in a page. */
export interface CommandBlock {
  /** Page and line of its fence, e.g. `docs/operate.md:12`. */
  readonly at: string;
  readonly commands: string;
  /** What the page shows as its output; `…` stands for anything. */
  readonly output?: string;
  /** Why the test does not run it, from `<!-- not run: … -->` right above. */
  readonly notRun?: string;
}

/** Every page that promises commands: the README and what lies in docs/. */
export const pages: readonly string[] = [
  'README.md',
  ...readdirSync(join(projectRoot, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

export const pageText = (page: string) => readFileSync(join(projectRoot, page), 'utf8');

interface Fence {
  readonly line: number;
  readonly language: string;
  readonly body: string;
  /** The last line with something on it above the fence. */
  readonly above: string;
  /** Whether nothing but blank lines lies between this and the fence before. */
  readonly follows: boolean;
}

/** The blocks of commands of a page, in their order. */
export function commandBlocks(page: string, text = pageText(page)): readonly CommandBlock[] {
  const fences = fencesOf(text);
  return fences.flatMap(({ line, language, body, above }, at): CommandBlock[] => {
    if (language !== 'sh') return [];
    const next = fences[at + 1];
    const notRun = /^<!-- not run: (.+) -->$/.exec(above)?.[1];
    return [
      {
        at: `${page}:${line}`,
        commands: body,
        ...(next?.language === 'text' && next.follows && { output: next.body }),
        ...(notRun !== undefined && { notRun }),
      },
    ];
  });
}

function fencesOf(text: string): readonly Fence[] {
  const lines = text.split('\n');
  const fences: Fence[] = [];
  let above = '';
  let untouched = false;
  for (let at = 0; at < lines.length; at++) {
    const opening = /^( *)```(\w*)/.exec(lines[at]!);
    if (!opening) {
      if (lines[at]!.trim() === '') continue;
      above = lines[at]!.trim();
      untouched = false;
      continue;
    }
    const [, indent = '', language = ''] = opening;
    const start = at + 1;
    do at++;
    while (at < lines.length && lines[at]!.trim() !== '```');
    const body = lines.slice(start, at).map((line) => line.replace(new RegExp(`^${indent}`), ''));
    fences.push({ line: start, language, body: body.join('\n'), above, follows: untouched });
    above = '';
    untouched = true;
  }
  return fences;
}

/** Whether a command printed what its page shows. */
export function showsOutput(shown: string, printed: string): boolean {
  const literal = shown.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replace(/ *… */g, '[\\s\\S]*?')}$`).test(printed.trim());
}
