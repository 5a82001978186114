import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { parseAst } from 'vitest/node';
import { projectRoot } from '../src/config/paths.ts';

/** Every regular expression that stands in the program, with its file. Offline training reads what we chose ourselves. */
function regularExpressions(): readonly (readonly [file: string, expression: RegExp])[] {
  const filesOf = (folder: string) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  const files = [...filesOf('src'), ...filesOf('web')].filter(
    (file) =>
      /\.(ts|js)$/.test(file) && !/\.(test|fixture)\.ts$/.test(file) && !file.startsWith(join('src', 'training')),
  );
  return files.flatMap((file) => {
    const found: (readonly [string, RegExp])[] = [];
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      if (node instanceof RegExp) return;
      const { regex } = node as { readonly regex?: { readonly pattern: string; readonly flags: string } };
      if (regex) found.push([file, new RegExp(regex.pattern, regex.flags)]);
      for (const inner of Object.values(node)) walk(inner);
    };
    walk(parseAst(readFileSync(join(projectRoot, file), 'utf8'), { lang: file.endsWith('.ts') ? 'ts' : 'js' }));
    return found;
  });
}

const length = 5_000;
/** What repeats: letters, digits, blanks and signs by themselves, and by twos what the expression itself speaks of. */
function attacks({ source }: RegExp): readonly string[] {
  const own = [...new Set(source.replace(/\\[a-zA-Z]/g, ''))].slice(0, 24);
  const signs = [...new Set(['a', 'A', '1', ' ', '.', '-', '/', '"', '{', '[', '(', ...own])];
  const words = [...new Set(source.match(/[A-Za-z]{2,}/g) ?? [])].slice(0, 8);
  const pairs = own.slice(0, 8).flatMap((one) => ['a', '1', ' '].map((other) => one + other));
  // What comes after makes an expression that wants the end go back over everything.
  return [...signs, ...words, ...pairs].flatMap((unit) => {
    const text = unit.repeat(Math.ceil(length / unit.length));
    return [`${text}\u0000`, `${words[0] ?? 'x'} ${text}\n\u0000`];
  });
}

/** Longest time for one text, on a loaded machine: what takes steps by the square stays below, what doubles never ends. */
const patienceMs = 3000;

describe('regular expressions', { timeout: 600_000 }, () => {
  const sandbox = createContext({ expression: /x/, text: '' });
  /** A text that an expression does not get through in time, if there is one. */
  function stuck(expression: RegExp): string | undefined {
    for (const text of attacks(expression)) {
      Object.assign(sandbox, { expression, text });
      try {
        runInContext('expression.lastIndex = 0; expression.exec(text)', sandbox, { timeout: patienceMs });
      } catch {
        return text.slice(0, 40);
      }
    }
    return undefined;
  }

  it('get through every long text that repeats what they look for', () => {
    const all = regularExpressions();
    expect(all.length).toBeGreaterThan(200);
    expect(all.flatMap(([file, expression]) => (stuck(expression) ? [`${file}: ${expression}`] : []))).toEqual([]);
  });

  it('would be found if they did not', () => {
    expect(stuck(/^(a+)+$/)).toMatch(/^a+/);
  });
});
