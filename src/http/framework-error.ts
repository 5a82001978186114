import { HoofbeatsError, toHoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { ErrorCode } from '../errors/table.ts';

/** What Express and its body parser throw, by `type` (https://github.com/stream-utils/raw-body#errors and body-parser). */
const frameworkErrors: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  'entity.too.large': ['BODY_TOO_LARGE', 'The body is larger than this server takes.'],
  'encoding.unsupported': ['CONTENT_TYPE', 'The Content-Encoding is not supported.'],
  'request.size.invalid': ['REQUEST_INVALID', 'Content-Length does not match the body.'],
  'request.aborted': ['REQUEST_INVALID', 'The request ended before its body.'],
};

/** Any error that reached Express as a HoofbeatsError. */
export function fromFramework(thrown: unknown): HoofbeatsError {
  if (!(thrown instanceof Error) || thrown instanceof HoofbeatsError) return toHoofbeatsError(thrown);
  const known = 'type' in thrown && typeof thrown.type === 'string' ? frameworkErrors[thrown.type] : undefined;
  if (known) return new HoofbeatsError(...known, { cause: thrown });
  if (thrown instanceof URIError)
    return new HoofbeatsError('REQUEST_INVALID', 'The path is not valid percent-encoding.', { cause: thrown });
  if ('status' in thrown && typeof thrown.status === 'number' && thrown.status < 500)
    return new HoofbeatsError('REQUEST_INVALID', 'The request could not be read.', { cause: thrown });
  return toHoofbeatsError(thrown);
}
