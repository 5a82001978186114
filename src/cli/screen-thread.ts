import { extname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { codeVersion } from '../config/version.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { serveTasks } from '../screening/crew.ts';
import type { ScreenPorts } from '../screening/screen-bucket.ts';
import { doTask } from '../screening/tasks.ts';
import { openServing, type Serving } from '../serving.ts';

/** What a thread of `hoofbeats screen` is told when it begins. */
export interface ThreadData {
  readonly modelsDir: string;
  /** ISO 8601 instant that patients are assessed at. */
  readonly at: string;
}

/** Module of the threads: this one, compiled or not. */
export const threadEntry = new URL(`./screen-thread${extname(import.meta.url)}`, import.meta.url);

const model = 'rare-disease';

if (parentPort) {
  const { modelsDir, at } = workerData as ThreadData;
  let serving: Promise<Serving> | undefined;
  const ports = async (): Promise<ScreenPorts> => {
    serving ??= openServing({ MODELS_DIR: modelsDir }, { now: () => new Date(at) });
    const { assessor, terminology, models, problems } = await serving;
    const served = models.get(model);
    const problem = problems.find(({ family = model }) => family === model);
    if (!served)
      throw problem?.error ?? new HoofbeatsError('MODEL_UNAVAILABLE', `MODELS_DIR holds no ${model} package.`);
    const { manifest } = served.package;
    const versions = {
      code: codeVersion,
      model: `${manifest.id} ${manifest.version}`,
      knowledge: manifest.knowledge,
      terminology: terminology.versions,
    };
    return { assessor, model, versions, at: new Date(at) };
  };
  serveTasks(parentPort, {
    perform: (task) => doTask(task, ports),
    close: async () => (await serving)?.close(),
  });
}
