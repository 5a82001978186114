import { renameSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { temporaryFile } from '../../test/fixtures/temporary-file.ts';
import { readMetadata, readTable, splitCsv } from './table.ts';

async function rows(file: string): Promise<string[]> {
  const cells: string[] = [];
  for await (const row of readTable(file, ['id', 'name'])) cells.push(`${row.cell('id')}=${row.cell('name')}`);
  return cells;
}

describe('readTable', () => {
  it('finds columns by name, whatever stands before and between them', async () => {
    const file = temporaryFile('t.tsv.gz', ['# licence: free', 'name\tnote\tid', 'one\t\t1', '', 'two\tx\t2']);
    expect(await rows(file)).toEqual(['1=one', '2=two']);
  });

  it('points at the end of a short row and at the surplus of a long one', async () => {
    const short = temporaryFile('t.tsv', ['id\tname', '1\tone', '22']);
    await expect(rows(short)).rejects.toThrow(`${short}:3:3: 1 columns where 2 are needed`);
    const long = temporaryFile('t.tsv', ['id\tname', '1\tone\tmore']);
    await expect(rows(long)).rejects.toThrow(`${long}:2:7: 3 columns where 2 are needed`);
  });

  it('names the columns that the header lacks, and refuses an empty file', async () => {
    const file = temporaryFile('t.tsv', ['id\tlabel']);
    await expect(rows(file)).rejects.toThrow(`${file}:1:1: the header has no column "name"`);
    const empty = temporaryFile('t.tsv', []);
    await expect(rows(empty)).rejects.toThrow(`${empty}:1:1: the header has no column "id", "name"`);
  });

  it('refuses a missing file and a broken gzip stream', async () => {
    await expect(rows('/nowhere/t.tsv.gz')).rejects.toMatchObject({ code: 'SOURCE_FILE_INVALID' });
    const plain = temporaryFile('t.tsv', ['id\tname']);
    renameSync(plain, `${plain}.gz`);
    await expect(rows(`${plain}.gz`)).rejects.toMatchObject({ code: 'SOURCE_FILE_INVALID' });
  });
});

describe('splitCsv', () => {
  it.each([
    ['a,b,,c', ['a', 'b', '', 'c']],
    ['"a, b",c', ['a, b', 'c']],
    ['"say ""yes""",', ['say "yes"', '']],
    [',', ['', '']],
  ])('%s', (line, cells) => expect(splitCsv(line)).toEqual(cells));
});

describe('readMetadata', () => {
  it('reads the pairs that open a table and no further', async () => {
    const file = temporaryFile('t.tsv', [
      '#version: 2024-01-16',
      '# set_url: http://x/y',
      '#a\tb',
      '1\t2',
      '# late: 1',
    ]);
    expect([...(await readMetadata(file))]).toEqual([
      ['version', '2024-01-16'],
      ['set_url', 'http://x/y'],
    ]);
  });
});
