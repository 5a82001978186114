import { extname } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Module that a thread runs, compiled or not, as this one.
 * @param name its path below src/ without the ending; scripts/build.mjs names it, too
 */
export function threadModule(name: string): URL {
  return new URL(`../${name}${extname(import.meta.url)}`, import.meta.url);
}

/**
 * Starts a thread.
 * @param entry module that it runs, compiled or not
 */
export function openThread(entry: URL, options: WorkerOptions = {}): Worker {
  if (!entry.pathname.endsWith('.ts')) return new Worker(entry, options);
  // Uncompiled, as in tests: Node 20 does not pass tsx's loader on to threads.
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(entry.href)}); });`;
  return new Worker(load, { ...options, eval: true });
}
