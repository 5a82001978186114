import { setImmediate as turn } from 'node:timers/promises';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

export interface GroupCommitOptions {
  /** Most items of a group. */
  readonly most?: number;
  /** Most items that may wait; beyond it new ones are refused. */
  readonly waiting?: number;
}

/** Commits items in groups, one group after the other, in the order in which they came. */
export interface GroupCommit<Item> {
  /**
   * Resolves when the item is committed; rejects when it could not be, or with OVERLOADED at once.
   * @param patienceMs how long it may wait for company; without patience it takes along whoever has come so far.
   */
  add(item: Item, patienceMs?: number): Promise<void>;
  /** Items that no group has taken yet. */
  readonly waiting: number;
  /** Whether a whole group and more is waiting. */
  readonly behind: boolean;
  /** Commits what waits, without patience; resolves when nothing is left. */
  drained(): Promise<void>;
}

interface Waiting<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (thrown: unknown) => void;
}

/**
 * Group commit (Gray & Reuter, Transaction Processing, §9.4.3): a disk makes many records durable in the time of one, and
 * while one group is being written the next gathers by itself.
 */
export function createGroupCommit<Item>(
  commit: (items: readonly Item[]) => Promise<void>,
  { most = 100, waiting = 1_000 }: GroupCommitOptions = {},
): GroupCommit<Item> {
  const queue: Waiting<Item>[] = [];
  let alarm: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const start = () => {
    clearTimeout(alarm);
    alarm = undefined;
    running ??= run();
    return running;
  };

  async function run() {
    // What the same turn of the event loop still adds comes along.
    await turn();
    while (queue.length > 0) await settle(queue.splice(0, most));
    // In the same turn as the last look at the queue, or an item could come in between and wait for ever.
    running = undefined;
  }

  async function settle(group: readonly Waiting<Item>[]): Promise<void> {
    try {
      await commit(group.map(({ item }) => item));
      for (const { resolve } of group) resolve();
    } catch (thrown) {
      const [first] = group;
      if (group.length === 1) first!.reject(thrown);
      // One bad item must not take its company along.
      else for (const alone of group) await settle([alone]);
    }
  }

  return {
    add(item, patienceMs = 0) {
      if (queue.length >= waiting)
        return Promise.reject(new HoofbeatsError('OVERLOADED', 'Too many records are waiting to be written.'));
      return new Promise<void>((resolve, reject) => {
        queue.push({ item, resolve, reject });
        if (patienceMs === 0 || queue.length >= most) void start();
        else if (!running) alarm ??= setTimeout(start, patienceMs);
      });
    },
    get waiting() {
      return queue.length;
    },
    get behind() {
      return queue.length > most;
    },
    async drained() {
      while (queue.length > 0 || running) await start();
    },
  };
}
