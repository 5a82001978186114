import { type DeliverPorts, deliverDue } from './deliver.ts';

/** Sends what is due, again and again, until it is stopped. */
export interface DeliveryLoop {
  /** Something may be due now. */
  wake(): void;
  /** Resolves when no sending is in flight. */
  stop(): Promise<void>;
}

/** How often it looks of its own accord: other processes may have put something in the outbox. */
const everyMs = 1_000;

/** @param onFailure hears of what keeps it from looking, e.g. a database that does not answer; it goes on */
export function startDelivery(ports: DeliverPorts, onFailure: (thrown: unknown) => void): DeliveryLoop {
  let stopped = false;
  let alarm: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;

  const pass = async () => {
    do {
      again = false;
      // A full pass may have left something behind.
      const served = await deliverDue(ports).catch((thrown) => {
        onFailure(thrown);
        return 0;
      });
      again ||= served > 0;
    } while (again && !stopped);
    running = undefined;
    if (!stopped) alarm = setTimeout(start, everyMs);
  };
  const start = () => {
    clearTimeout(alarm);
    if (stopped) return;
    if (running) again = true;
    else running = pass();
  };

  alarm = setTimeout(start, 0);
  return {
    wake: start,
    async stop() {
      stopped = true;
      clearTimeout(alarm);
      await running;
    },
  };
}
