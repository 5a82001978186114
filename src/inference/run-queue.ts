import { setImmediate as nextTurn } from 'node:timers/promises';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { SparseRow } from '../features/term-vector.ts';
import { runLength } from './run-sizes.ts';

/** Runs rows that share a mode; the result holds one row of scores per row, one after another. */
export type RunBatch = (rows: readonly SparseRow[], withoutSupport: boolean) => Promise<Float32Array>;

export interface RunQueueLimits {
  /** Most pieces of work that wait; beyond it new ones are refused. */
  readonly depth: number;
  /** Longest wait in milliseconds; what has waited longer is refused when its turn comes. */
  readonly ageMs: number;
}

/** Rows that become part of one run. */
interface Piece {
  readonly rows: readonly SparseRow[];
  readonly withoutSupport: boolean;
  readonly since: number;
  readonly done: (scores: Float32Array) => void;
  readonly failed: (thrown: unknown) => void;
}

/**
 * Puts pieces of concurrent calls together into runs, one run after another. A row in a run of sixteen costs a third of a
 * run alone, so whatever waits with the same mode goes along as far as the run's size allows.
 */
export function createRunQueue(run: RunBatch, width: number, { depth, ageMs }: RunQueueLimits) {
  let waiting: Piece[] = [];
  let pumping = false;

  async function pump(): Promise<void> {
    if (pumping) return;
    pumping = true;
    while (waiting.length > 0) {
      // Calls that arrive in the same turn of the event loop share a run, and I/O gets its turn between runs.
      await nextTurn();
      const pieces = takeRun();
      if (pieces.length > 0) await settle(pieces);
    }
    pumping = false;
  }

  /** The oldest piece, and all others that fit into its run. */
  function takeRun(): readonly Piece[] {
    const oldestAllowed = performance.now() - ageMs;
    for (const { failed } of waiting.filter(({ since }) => since < oldestAllowed)) failed(overloaded('age'));
    waiting = waiting.filter(({ since }) => since >= oldestAllowed);
    const [first] = waiting;
    if (!first) return [];
    const taken: Piece[] = [first];
    for (const piece of waiting.slice(1)) {
      const rows = [...taken, piece].flatMap((one) => one.rows);
      if (piece.withoutSupport === first.withoutSupport && runLength(rows) === rows.length) taken.push(piece);
    }
    waiting = waiting.filter((piece) => !taken.includes(piece));
    return taken;
  }

  async function settle(pieces: readonly Piece[]): Promise<void> {
    try {
      const rows = pieces.flatMap((piece) => piece.rows);
      const scores = await run(rows, pieces[0]!.withoutSupport);
      let start = 0;
      for (const { rows, done } of pieces) {
        done(scores.subarray(start * width, (start + rows.length) * width));
        start += rows.length;
      }
    } catch (thrown) {
      for (const { failed } of pieces) failed(thrown);
    }
  }

  return {
    /**
     * Scores of a piece that `runsOf` has cut.
     * @throws HoofbeatsError OVERLOADED
     */
    add(rows: readonly SparseRow[], withoutSupport: boolean): Promise<Float32Array> {
      if (waiting.length >= depth) return Promise.reject(overloaded('depth'));
      return new Promise((done, failed) => {
        waiting.push({ rows, withoutSupport, since: performance.now(), done, failed });
        void pump();
      });
    },
  };
}

const overloaded = (limit: 'depth' | 'age') =>
  new HoofbeatsError('OVERLOADED', 'More is being asked of the model than it can answer.', { log: { limit } });
