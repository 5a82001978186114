import { parentPort, workerData } from 'node:worker_threads';
import { loadConfig } from '../config/load.ts';
import { codeVersion } from '../config/version.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { briefReader } from '../screening/brief-patient.ts';
import { serveTasks } from '../screening/crew.ts';
import { createPartReader } from '../screening/part-reader.ts';
import type { ScreenPorts } from '../screening/screen-bucket.ts';
import { doTask } from '../screening/tasks.ts';
import { threadModule } from '../threads/open-thread.ts';

/** What a thread of `hoofbeats screen` is told when it begins. */
export interface ThreadData {
  readonly modelsDir: string;
  /** ISO 8601 instant that patients are assessed at. */
  readonly at: string;
  /** Whether the model is opened at once, and not when the first patient needs it. */
  readonly ahead: boolean;
}

/** Module of the threads: this one. */
export const threadEntry = threadModule('cli/screen-thread');

const model = 'rare-disease';

if (parentPort) {
  const { modelsDir, at, ahead } = workerData as ThreadData;
  const open = async () => {
    // Loaded here, because a thread that only groups needs none of it.
    const { openServing } = await import('../serving.ts');
    const { openBatchQueue } = await import('./batch-queue.ts');
    const queue = await openBatchQueue(loadConfig(process.env));
    const serving = await openServing(
      { MODELS_DIR: modelsDir },
      { tasks: ['rare-disease-ranking'], now: () => new Date(at), ...(queue && { distribute: queue.distribute }) },
    );
    return {
      serving,
      async close() {
        await serving.close();
        queue?.close();
      },
    };
  };
  let opened: ReturnType<typeof open> | undefined;
  const portsOf = async (): Promise<ScreenPorts> => {
    opened ??= open();
    const { assessor, terminology, models, problems } = (await opened).serving;
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
    const instant = new Date(at);
    const readBriefly = briefReader(terminology, instant);
    return { assessor, model, versions, at: instant, readParts: createPartReader(), readBriefly };
  };
  let given: Promise<ScreenPorts> | undefined;
  const ports = () => (given ??= portsOf());
  // A failure is thrown by the first task.
  if (ahead) ports().catch(() => {});
  serveTasks(parentPort, {
    perform: (task) => doTask(task, ports),
    close: async () => (await opened?.catch(() => undefined))?.close(),
  });
}
