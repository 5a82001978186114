import { errorFields } from '../monitoring/error-fields.ts';
import type { Logger } from '../monitoring/logger.ts';
import { withDeadline } from './deadline.ts';
import type { PartHealth } from './health-routes.ts';

/** A part outside this process that may go away while we run. */
export interface Probe {
  readonly part: string;
  /** Rejects when the part cannot do its work. */
  readonly ask: () => Promise<unknown>;
  /** Why not, in public words. */
  readonly otherwise: string;
}

/** Kubernetes gives a probe one second by default; who says nothing for that long is not there. */
const patienceMs = 800;

/** Whether each part answers, asked all at once. Why one does not is for the log: drivers name hosts and users. */
export const probed = (probes: readonly Probe[], logger: Logger): Promise<readonly PartHealth[]> =>
  Promise.all(
    probes.map(async ({ part, ask, otherwise }) => {
      const why = await withDeadline(ask(), patienceMs).then(
        ({ late }) => (late ? { late } : undefined),
        (thrown: unknown) => ({ error: errorFields(thrown) }),
      );
      if (!why) return { part, ready: true };
      logger.warn('part does not answer', { part, ...why });
      return { part, ready: false, reason: otherwise };
    }),
  );
