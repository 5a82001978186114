import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandBlocks, pages, pageText, showsOutput } from './pages.ts';
import { brokenCommand, brokenLinks, brokenPromises } from './promises.ts';
import { lacking, openWorkplace, type Workplace } from './workplace.ts';

const blocks = pages.map((page) => [page, commandBlocks(page)] as const).filter(([, found]) => found.length > 0);
/** What is run, page by page; a page that needs what this machine lacks is skipped by name. */
const runs = blocks
  .map(([page, found]) => [page, found.filter(({ notRun }) => notRun === undefined)] as const)
  .filter(([, found]) => found.length > 0)
  .map(([page, found]) => ({ page, found, lacks: lacking(found.map(({ commands }) => commands).join('\n')) }));
const skipped = runs.flatMap(({ page, lacks }) => (lacks === undefined ? [] : [`${page} (apt-get install ${lacks})`]));

let workplace: Workplace;
beforeAll(async () => {
  workplace = await openWorkplace();
}, 180_000);
afterAll(() => workplace.close());

describe('every command of the pages works', () => {
  it.skip.each(skipped)('%s', () => {});

  it.each(runs.filter(({ lacks }) => lacks === undefined))(
    '$page',
    async ({ found }) => {
      const folder = workplace.checkout();
      try {
        for (const { at, commands, output } of found) {
          const { status, stdout, stderr } = await workplace.run(commands, folder);
          expect(status, `${at}\n${stdout}\n${stderr}`).toBe(0);
          if (output !== undefined && !showsOutput(output, stdout)) expect(stdout, at).toBe(output);
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    180_000,
  );
});

describe('what is not run', () => {
  const spared = blocks.flatMap(([, found]) => found).filter(({ notRun }) => notRun !== undefined);

  it.each(spared.map(({ at, commands }) => [at, commands] as const))('%s names what exists', (_at, commands) => {
    expect(brokenPromises(commands)).toEqual([]);
  });

  it('is less than half of all', () => {
    expect(spared.length).toBeLessThan(blocks.flatMap(([, found]) => found).length / 2);
  });
});

describe.each(pages)('%s', (page) => {
  it('names commands that exist', () => {
    const inline = [...pageText(page).matchAll(/`((?:npx )?hoofbeats [a-z][^`]*)`/g)].map((match) => match[1]!);
    expect(inline.flatMap(brokenCommand)).toEqual([]);
  });

  it('links to what exists', () => {
    expect(brokenLinks(page, pageText(page))).toEqual([]);
  });
});

describe('the reader of pages', () => {
  const page = [
    '<!-- not run: needs a moon -->',
    '```sh',
    'hoofbeats fly --far',
    '```',
    '',
    '```sh',
    'echo a b',
    '```',
    '',
    '```text',
    'a …',
    '```',
  ];

  it('finds blocks, their markers and their output', () => {
    expect(commandBlocks('p.md', page.join('\n'))).toEqual([
      { at: 'p.md:2', commands: 'hoofbeats fly --far', notRun: 'needs a moon' },
      { at: 'p.md:6', commands: 'echo a b', output: 'a …' },
    ]);
  });

  it('sees output that differs', () => {
    expect([showsOutput('a …', 'a b\n'), showsOutput('a …', 'b b\n'), showsOutput('a', 'a b')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('sees promises that are broken', () => {
    expect(brokenPromises('npx hoofbeats fly')).toHaveLength(1);
    expect(brokenPromises('npx hoofbeats assess x.json --far')).toHaveLength(1);
    expect(brokenPromises('npm run nothing && PROT=1 node docs/nowhere.md')).toHaveLength(3);
    expect(
      brokenLinks('README.md', '[a](docs/secure.md) [b](docs/nowhere.md) [c](docs/secure.md#nowhere)'),
    ).toHaveLength(2);
    expect(brokenPromises('PORT=1 npx hoofbeats assess x.json --top 1 | head')).toEqual([]);
  });
});
