import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ReadElsewhere } from '../ports.ts';
import type { ReadCall } from '../unread-call.ts';
import { type Question, type Said, threadEntry } from './reader-thread.ts';

/** A thread that reads calls, beside the one that answers them. */
export interface ThreadReader {
  readonly read: ReadElsewhere;
  /** Resolves when the thread reads, or never will; what is asked before, the asker reads. */
  readonly ready: Promise<void>;
  /** Lets the thread end by itself. */
  close(): Promise<void>;
}

export interface ThreadReaderOptions {
  /** Shorter bodies are read faster than they are handed over. */
  readonly fromBytes?: number;
  /** Longer ones could burst the thread's heap. */
  readonly toBytes?: number;
  /** When so many wait, the asker does better to read by itself. */
  readonly mostWaiting?: number;
  /** Hears of a thread that has died; from then on nothing is read elsewhere. */
  readonly onDeath?: (cause: unknown) => void;
}

/** The terminology takes 40 MB, a call some: what is more is waste of the start, which a tight heap gives back. */
const heapMb = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 16 } as const;

export function startThreadReader(options: ThreadReaderOptions = {}): ThreadReader {
  const { fromBytes = 32 * 1024, toBytes = 4 * 1024 * 1024, mostWaiting = 4, onDeath = () => {} } = options;
  const worker = openWorker();
  const waiting = new Map<number, (read: ReadCall | undefined) => void>();
  let asked = 0;
  let state: 'starting' | 'reading' | 'gone' = 'starting';

  const settle = (id: number, read: ReadCall | undefined) => {
    waiting.get(id)?.(read);
    waiting.delete(id);
  };
  worker.on('message', (said: Said) => {
    if (said === 'ready') state = 'reading';
    else settle(said.id, said.read);
  });
  worker.on('error', onDeath);
  worker.on('exit', () => {
    state = 'gone';
    for (const id of waiting.keys()) settle(id, undefined);
  });
  // A server that is stopped without `close`, as in a crash, must not be held up.
  worker.unref();

  return {
    ready: Promise.race([once(worker, 'message'), once(worker, 'exit')]).then(
      () => {},
      () => {},
    ),
    async read(call, now) {
      const { byteLength } = call.body;
      const fits = byteLength >= fromBytes && byteLength <= toBytes && waiting.size < mostWaiting;
      if (state !== 'reading' || !fits) return undefined;
      const id = asked++;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        worker.postMessage({ id, call, now } satisfies Question);
      });
    },
    async close() {
      if (state === 'gone') return;
      // Nothing has been asked of it yet, and loading takes longer than anybody wants to wait.
      if (state === 'starting') return void (await worker.terminate());
      const exit = once(worker, 'exit');
      worker.ref();
      worker.postMessage('stop');
      await exit;
    },
  };
}

function openWorker(): Worker {
  const options = { resourceLimits: heapMb };
  if (!threadEntry.pathname.endsWith('.ts')) return new Worker(threadEntry, options);
  // Uncompiled, as in tests: Node 20 does not pass tsx's loader on to threads.
  const entry = JSON.stringify(threadEntry.href);
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${entry}); });`;
  return new Worker(load, { ...options, eval: true });
}
