import { chmod, rename, writeFile } from 'node:fs/promises';
import { screeningText } from '../monitoring/observed-screenings.ts';
import type { RunState } from '../screening/run-state.ts';

/** Whoever reads the metrics is another user; they hold nothing about a patient. */
const readable = 0o644;

/**
 * Writes how a run stands to a file in the Prometheus text format, all at once, as node_exporter's textfile collector wants
 * it. A file that cannot be written is told once and does not end the run.
 */
export function writeMetrics(path: string): (state: RunState) => Promise<void> {
  let told = false;
  return async (state) => {
    try {
      await writeFile(`${path}.new`, await screeningText(state));
      await chmod(`${path}.new`, readable);
      await rename(`${path}.new`, path);
    } catch (thrown) {
      if (!told) console.error(`hoofbeats screen: --metrics: ${(thrown as Error).message}`);
      told = true;
    }
  };
}
