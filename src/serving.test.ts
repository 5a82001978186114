import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelsDir } from './config/paths.ts';
import { openServing } from './serving.ts';

const part = 'model rare-disease';

describe('openServing', { timeout: 60_000 }, () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hoofbeats-models-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  async function opened(folder = dir) {
    const serving = await openServing({ MODELS_DIR: folder });
    const { models, problems } = serving;
    const health = serving.health();
    await serving.close();
    return { families: [...models.keys()], problems, health };
  }

  it('serves the sound packages beside a folder that is none, and names that one', async () => {
    await cp(join(modelsDir, 'rare-disease'), join(dir, 'rare-disease'), { recursive: true });
    await mkdir(join(dir, 'empty'));
    const { families, problems, health } = await opened();
    expect(families).toEqual(['rare-disease']);
    expect(health).toEqual([{ part, ready: true }]);
    expect(problems).toMatchObject([
      {
        family: 'empty',
        error: { code: 'PACKAGE_INVALID', message: expect.stringMatching(/^Model package empty: .*cannot be read/) },
      },
    ]);
  });

  it('opens the packages of some tasks alone, where no others are needed', async () => {
    const serving = await openServing({ MODELS_DIR: modelsDir }, { tasks: ['rare-disease-ranking'] });
    expect(serving.served.map(({ family }) => family)).toEqual(['rare-disease']);
    expect(serving.criteria).toBeUndefined();
    expect(serving.versionsOf(serving.models.get('rare-disease')!).packages).toBeUndefined();
    await serving.close();
  });

  it('is not ready without a required family, and says why', async () => {
    expect((await opened()).health).toEqual([{ part, ready: false, reason: 'MODELS_DIR holds no such package.' }]);
    await mkdir(join(dir, 'rare-disease'));
    await writeFile(join(dir, 'rare-disease', 'manifest.json'), '{}');
    const { families, health } = await opened();
    expect(families).toEqual([]);
    expect(health).toEqual([{ part, ready: false, reason: expect.stringMatching(/^Model package rare-disease: /) }]);
  });

  it('does not serve a package that was changed after it was published, however small the change', async () => {
    await cp(join(modelsDir, 'rare-disease'), join(dir, 'rare-disease'), { recursive: true });
    const file = join(dir, 'rare-disease', 'calibration.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, `${text} `);
    const { families, health } = await opened();
    expect(families).toEqual([]);
    const reason = 'Model package rare-disease: calibration.json: differs from its checksum';
    expect(health).toEqual([{ part, ready: false, reason }]);
  });

  it('starts without MODELS_DIR, and is not ready', async () => {
    const { problems, health } = await opened(join(dir, 'nowhere'));
    expect(problems).toMatchObject([{ error: { code: 'PACKAGE_INVALID' } }]);
    expect(health).toEqual([{ part, ready: false, reason: 'The folder of the model packages cannot be read.' }]);
  });
});
