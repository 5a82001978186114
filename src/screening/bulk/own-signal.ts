/**
 * Runs one request under a signal of its own. `fetch` leaves a listener behind on every signal that it is given, which a
 * signal that lives as long as an export of 20,000 files would collect.
 * @param parent ends the work with its own reason
 * @param timeoutMs ends the work after this time; never unless given
 */
export async function underOwnSignal<T>(
  parent: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
  timeoutMs?: number,
): Promise<T> {
  parent?.throwIfAborted();
  const own = new AbortController();
  const abort = () => own.abort(parent?.reason);
  parent?.addEventListener('abort', abort, { once: true });
  const expire = () => own.abort(new DOMException('The request took too long.', 'TimeoutError'));
  const timer = timeoutMs === undefined ? undefined : setTimeout(expire, timeoutMs);
  try {
    return await work(own.signal);
  } catch (thrown) {
    // Whatever the request still holds, such as a connection with half an answer, is let go.
    own.abort(thrown);
    throw thrown;
  } finally {
    clearTimeout(timer);
    parent?.removeEventListener('abort', abort);
  }
}
