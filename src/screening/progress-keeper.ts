import type { RunPhase, RunProgress, RunState } from './run-state.ts';

type Counts = Pick<RunState, 'lines' | 'patients' | 'assessed' | 'notAssessable' | 'carriedOver' | 'problems'>;

/** Keeps the state of a run while it goes: on disk, and for whoever watches. */
export interface ProgressKeeper {
  readonly state: RunState;
  begin(phase: RunPhase, of: { readonly unit: RunProgress['unit']; readonly total?: number }): Promise<void>;
  /** So much was done already, by a run before. */
  skip(amount: number): void;
  advance(amount: number): void;
  /** Where somebody else counts, such as a source that is fetching: how far that has come. */
  reached(progress: RunProgress): void;
  /** Adds to the counts. */
  count(more: Partial<Counts> & Pick<RunState, 'transactionTime'>): void;
  finish(): Promise<void>;
  stop(why: string): Promise<void>;
}

export interface ProgressPorts {
  readonly write: (state: RunState) => Promise<void>;
  readonly onProgress: (state: RunState) => void;
  readonly now: () => Date;
}

/** Between two writings of the state, while a phase goes. */
const writeEveryMs = 1000;

export function createProgressKeeper(first: RunState, { write, onProgress, now }: ProgressPorts): ProgressKeeper {
  let state = first;
  let begun = now().getTime();
  let skipped = 0;
  let written = 0;
  // One writing after the other: they go to the same file.
  let writing: Promise<void> = Promise.resolve();

  function set(news: Partial<RunState>): void {
    state = { ...state, ...news, updatedAt: now().toISOString() };
    onProgress(state);
  }

  async function save(): Promise<void> {
    written = now().getTime();
    const current = state;
    writing = writing.catch(() => {}).then(() => write(current));
    await writing;
  }

  function progress({ done, total, unit, note }: RunProgress): void {
    const elapsed = (now().getTime() - begun) / 1000;
    const own = done - skipped;
    const { secondsLeft: _, ...rest } = state;
    state = rest;
    set({
      progress: { done, unit, ...(total !== undefined && { total }), ...(note !== undefined && { note }) },
      ...(total !== undefined && own > 0 && { secondsLeft: Math.round((elapsed / own) * (total - done)) }),
    });
    // The state on disk is for people: a writing that fails does not end the run, the next one may succeed.
    if (now().getTime() - written >= writeEveryMs) void save().catch(() => {});
  }

  return {
    get state() {
      return state;
    },
    async begin(phase, { unit, total }) {
      begun = now().getTime();
      skipped = 0;
      const { secondsLeft: _, ...rest } = state;
      state = rest;
      set({ phase, progress: { done: 0, unit, ...(total !== undefined && { total }) } });
      await save();
    },
    skip(amount) {
      skipped += amount;
      progress({ ...state.progress, done: state.progress.done + amount });
    },
    advance: (amount) => progress({ ...state.progress, done: state.progress.done + amount }),
    reached(news) {
      // Whatever is there when its number becomes known was there before: the pace is of what follows.
      if (news.total !== state.progress.total || news.unit !== state.progress.unit) {
        begun = now().getTime();
        skipped = news.done;
      }
      progress(news);
    },
    count({ transactionTime, ...more }) {
      const counts = Object.entries(more).map(([name, amount]) => [name, state[name as keyof Counts] + amount]);
      state = { ...state, ...Object.fromEntries(counts), ...(transactionTime !== undefined && { transactionTime }) };
    },
    async finish() {
      const { done, total = done, unit } = state.progress;
      set({ phase: 'finished', progress: { done: total, total, unit }, finishedAt: now().toISOString() });
      await save();
    },
    async stop(why) {
      set({ stopped: why });
      await save();
    },
  };
}
