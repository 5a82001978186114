import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { byteOrderMark } from '../fhir/byte-order-mark.ts';
import { requireShallow } from './nesting.ts';

/**
 * The JSON object or array that a body in UTF-8 holds.
 * @throws HoofbeatsError BODY_NOT_JSON, REQUEST_INVALID for one that nests too deeply
 */
export function parseJson(body: Buffer): object {
  if (body.length === 0) throw new HoofbeatsError('BODY_NOT_JSON', 'The request has no body.');
  requireShallow(body);
  const value = parsed(body.toString('utf8', byteOrderMark(body)));
  if (typeof value !== 'object' || value === null)
    throw new HoofbeatsError('BODY_NOT_JSON', 'The body is neither a JSON object nor an array.');
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HoofbeatsError('BODY_NOT_JSON', `The body is not JSON.${position(cause)}`, { cause });
  }
}

/** Where JSON.parse stopped. The rest of its message quotes the body, which is a patient's record. */
function position(thrown: unknown): string {
  const at = /at position (\d+)/.exec((thrown as Error).message)?.[1];
  return at === undefined ? '' : ` Reading stopped at character ${at}.`;
}
