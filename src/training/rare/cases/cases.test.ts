import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ontology } from '../../../terminology/ontology.ts';
import { readCases } from './cases.ts';

const ontology = new Ontology('test', [], []);
const packet = (id: string) => ({
  id,
  diseases: [{ term: { id: 'OMIM:1' } }],
  metaData: { externalReferences: [{ id: 'PMID:9' }] },
});

describe('readCases', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hoofbeats-cases-'));
  });
  afterAll(() => rm(dir, { recursive: true }));
  const read = async (name: string, content: string) => {
    await writeFile(join(dir, name), content);
    const cases = [];
    for await (const solved of readCases(join(dir, name), ontology)) cases.push(solved);
    return cases;
  };

  it('reads NDJSON, a JSON list and a single phenopacket', async () => {
    expect(await read('a.ndjson', `${JSON.stringify(packet('a'))}\n\n${JSON.stringify(packet('b'))}\n`)).toHaveLength(
      2,
    );
    expect(await read('b.json', JSON.stringify([packet('a'), packet('b')]))).toHaveLength(2);
    const [solved] = await read('c.json', JSON.stringify(packet('a')));
    expect(solved).toMatchObject({ diseases: ['OMIM:1'], publication: 'PMID:9' });
  });

  it('names the file that is not JSON', async () => {
    await expect(read('e.json', '[')).rejects.toMatchObject({
      code: 'SOURCE_FILE_INVALID',
      message: expect.stringContaining('e.json: '),
    });
  });

  it('names file, line and element of a bad line', async () => {
    const bad = read('d.ndjson', `${JSON.stringify(packet('a'))}\n{"id":1}\n`);
    await expect(bad).rejects.toMatchObject({
      code: 'SOURCE_FILE_INVALID',
      message: expect.stringMatching(/d\.ndjson:2:1: .*at id/s),
    });
  });
});
