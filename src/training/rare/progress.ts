/** Told to whoever watches a long piece of work; the watcher works out the remaining time. */
export type ReportProgress = (progress: {
  readonly phase: string;
  readonly done: number;
  /** Absent when it is not known how much there is. */
  readonly total?: number;
}) => void;
