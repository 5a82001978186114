/** How far a long piece of work has come. */
export interface Progress {
  readonly phase: string;
  readonly done: number;
  /** Absent when it is not known how much there is. */
  readonly total?: number;
  /** What else there is to say, e.g. in the words of a server that is waited for. */
  readonly note?: string;
}

const barWidth = 24;
/** Between two lines where nobody watches a terminal. */
const lineEveryMs = 5_000;

/** `75` → `1 min 15 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** When a phase, or the knowledge of how much it is, began, and what was there already. */
interface Pace {
  readonly since: number;
  readonly from: number;
  readonly total: number | undefined;
}

/**
 * Shows progress on stderr: a bar that redraws itself on a terminal, a line every few seconds elsewhere.
 * The remaining time is taken from the pace of the present phase; what it began with, after a restart, is no pace.
 */
export function progressReporter(out: NodeJS.WriteStream = process.stderr, now: () => number = Date.now) {
  let phase = '';
  let pace: Pace = { since: 0, from: 0, total: undefined };
  let lastShown = 0;
  let lastText = '';
  return (progress: Progress): void => {
    const time = now();
    const { done, total } = progress;
    const newPhase = progress.phase !== phase;
    if (newPhase && phase !== '' && out.isTTY) out.write('\n');
    if (newPhase || total !== pace.total) pace = { since: time, from: done, total };
    phase = progress.phase;
    const finished = total !== undefined && done >= total;
    if (!newPhase && !finished && time - lastShown < (out.isTTY ? 100 : lineEveryMs)) return;
    const text = describe(progress, secondsLeft(progress, pace, time));
    if (text === lastText) return;
    lastShown = time;
    lastText = text;
    out.write(out.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
  };
}

function secondsLeft({ done, total }: Progress, { since, from }: Pace, time: number): number | undefined {
  if (total === undefined || done <= from || done >= total) return undefined;
  return ((time - since) / 1000 / (done - from)) * (total - done);
}

function describe({ phase, done, total, note }: Progress, left: number | undefined): string {
  const said = note === undefined ? '' : ` (${note})`;
  if (total === undefined) return `${phase}: ${done}${said}`;
  const filled = Math.round((total === 0 ? 1 : done / total) * barWidth);
  const remaining = left === undefined ? '' : `, ${duration(left)} left`;
  return `${phase} [${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${done}/${total}${remaining}${said}`;
}
