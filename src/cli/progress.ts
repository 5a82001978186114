/** How far a long piece of work has come. */
export interface Progress {
  readonly phase: string;
  readonly done: number;
  /** Absent when it is not known how much there is. */
  readonly total?: number;
}

const barWidth = 24;
/** Between two lines where nobody watches a terminal. */
const lineEveryMs = 5_000;

/** `75` → `1 min 15 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Shows progress on stderr: a bar that redraws itself on a terminal, a line every few seconds elsewhere.
 * The remaining time is taken from the pace of the present phase.
 */
export function progressReporter(out: NodeJS.WriteStream = process.stderr, now: () => number = Date.now) {
  let phase = '';
  let phaseStart = 0;
  let lastShown = 0;
  return (progress: Progress): void => {
    const time = now();
    const newPhase = progress.phase !== phase;
    if (newPhase) {
      if (phase !== '' && out.isTTY) out.write('\n');
      phase = progress.phase;
      phaseStart = time;
    }
    const finished = progress.total !== undefined && progress.done >= progress.total;
    if (!newPhase && !finished && time - lastShown < (out.isTTY ? 100 : lineEveryMs)) return;
    lastShown = time;
    const text = describe(progress, (time - phaseStart) / 1000);
    out.write(out.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
  };
}

function describe({ phase, done, total }: Progress, elapsed: number): string {
  if (total === undefined) return `${phase}: ${done}`;
  const share = total === 0 ? 1 : done / total;
  const filled = Math.round(share * barWidth);
  const remaining = share > 0 && share < 1 ? `, ${duration((elapsed / share) * (1 - share))} left` : '';
  return `${phase} [${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${done}/${total}${remaining}`;
}
