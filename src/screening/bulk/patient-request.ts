import type { RequestOptions, SendRequest } from '../auth/authorised-request.ts';
import { parseJson, responseText } from '../auth/response-text.ts';
import { isTransient } from './outcome.ts';
import { underOwnSignal } from './own-signal.ts';
import { type Attempt, connectionFailure, type Patience, patiently } from './patience.ts';

/** An answer that was read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Value of a JSON body; undefined when it is none. */
  readonly body: unknown;
}

/** Some servers prepare a whole manifest before they answer. */
const answerMs = 120_000;

/** Answers of the way to the server, which say nothing about the request. */
const passingStatuses: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

/** Whether the same request may succeed later (Bulk Data §Error Status; RFC 6585 §4). */
export const mayPass = (status: number, body?: unknown) =>
  passingStatuses.has(status) || (status >= 400 && isTransient(body));

/**
 * Sends a request until it gets an answer that waiting would not change.
 * @param interpret what an answer really says, where that is not its status alone
 * @throws HoofbeatsError FHIR_SERVER_UNAVAILABLE when patience ends
 */
export function requestPatiently(
  send: SendRequest,
  url: string,
  options: RequestOptions,
  patience: Patience,
  interpret = (answer: Answer) => answer,
): Promise<Answer> {
  const { signal } = patience;
  const once = async (own: AbortSignal): Promise<Attempt<Answer>> => {
    const response = await send(url, { ...options, signal: own });
    const { status, headers } = response;
    const answer = interpret({ status, headers, body: parseJson(await responseText(response)) });
    return mayPass(answer.status, answer.body) ? { failure: { status: answer.status, headers } } : { value: answer };
  };
  return patiently(
    () => underOwnSignal(signal, once, answerMs).catch((cause) => connectionFailure(cause, signal)),
    patience,
  );
}
