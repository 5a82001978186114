import { type DeliverPorts, dueSubscriptions, serveSubscription } from './deliver.ts';

/** Sends what is due, again and again, until it is stopped. */
export interface DeliveryLoop {
  /** Something may be due now. */
  wake(): void;
  /** Resolves when no sending is in flight. */
  stop(): Promise<void>;
}

/** How often it looks of its own accord: other processes may have put something in the outbox. */
const everyMs = 1_000;
/** Subscriptions that are served at a time: one whose endpoint is slow keeps a place, and nobody else waiting. */
const atOnce = 50;

/** @param onFailure hears of what keeps it from looking or serving, e.g. a database that does not answer; it goes on */
export function startDelivery(ports: DeliverPorts, onFailure: (thrown: unknown) => void): DeliveryLoop {
  const serving = new Map<string, Promise<void>>();
  let stopped = false;
  let alarm: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let again = false;

  const serve = async (id: string) => {
    await serveSubscription(id, ports).catch(onFailure);
    serving.delete(id);
    // There may be more for the same subscriber, or somebody who had no place.
    wake();
  };
  const look = async () => {
    do {
      again = false;
      const due = await dueSubscriptions(ports, atOnce).catch((thrown): readonly string[] => {
        onFailure(thrown);
        return [];
      });
      const free = due.filter((id) => !serving.has(id)).slice(0, atOnce - serving.size);
      if (!stopped) for (const id of free) serving.set(id, serve(id));
    } while (again && !stopped);
    looking = undefined;
    if (!stopped) alarm = setTimeout(wake, everyMs);
  };
  const wake = () => {
    clearTimeout(alarm);
    if (stopped) return;
    if (looking) again = true;
    else looking = look();
  };

  alarm = setTimeout(wake, 0);
  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(alarm);
      await looking;
      await Promise.all(serving.values());
    },
  };
}
