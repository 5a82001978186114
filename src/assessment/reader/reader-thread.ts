import { extname } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { loadTerminology } from '../../terminology/load.ts';
import type { ReadCall, UnreadCall } from '../unread-call.ts';
import { readCall } from './read-call.ts';

/** What the thread is asked. */
export interface Question {
  readonly id: number;
  readonly call: UnreadCall;
  /** Instant of the run. */
  readonly now: Date;
}

/** What it says; without `read` when it could not. */
export interface Answer {
  readonly id: number;
  readonly read?: ReadCall;
}

/** All that the thread says: once that it is ready, then its answers. */
export type Said = 'ready' | Answer;

/** Module of the thread: this one, compiled or not. */
export const threadEntry = new URL(`./reader-thread${extname(import.meta.url)}`, import.meta.url);

if (parentPort) {
  const port = parentPort;
  const terminology = loadTerminology();
  port.postMessage('ready' satisfies Said);
  port.on('message', (message: Question | 'stop') => {
    if (message === 'stop') return port.close();
    const { id, call, now } = message;
    try {
      port.postMessage({ id, read: readCall(call, now, terminology) } satisfies Said);
    } catch {
      // Whoever asked reads it again, and hears what is wrong.
      port.postMessage({ id } satisfies Said);
    }
  });
}
