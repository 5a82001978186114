import type { Duplex } from 'node:stream';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { operationOutcome } from './operation-outcome.ts';

/** What Node's HTTP parser refuses before there is a request, by `code` (https://nodejs.org/api/errors.html). */
const refusals: Readonly<Record<string, readonly [status: string, sentence: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers are larger than this server takes.'],
};
const malformed = ['400 Bad Request', 'This is not an HTTP request.'] as const;

/** Answers with an OperationOutcome what never became a request, and parts. A listener of `clientError`. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, sentence] = refusals[error.code ?? ''] ?? malformed;
  const body = JSON.stringify(operationOutcome(new HoofbeatsError('REQUEST_INVALID', sentence)));
  const headers = ['Content-Type: application/json; charset=utf-8', `Content-Length: ${Buffer.byteLength(body)}`];
  socket.end([`HTTP/1.1 ${status}`, ...headers, 'Connection: close', '', body].join('\r\n'));
}
