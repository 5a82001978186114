import express, { type Request } from 'express';
import type { NotificationSource } from '../../config/notification-sources.ts';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { parseJson } from '../../http/parse-json.ts';
import type { Route } from '../../http/routes.ts';
import { readNotification } from '../codec/read-notification.ts';
import type { Intake } from './intake.ts';
import { intakeOperation } from './operations.ts';
import { isFromSource } from './verify.ts';

export interface IntakeRoutesOptions {
  readonly sources: readonly NotificationSource[];
  readonly intake: Intake;
  readonly bodyLimitMb: number;
}

/** What an EHR sends to: `POST /notifications/{path}`, and `PUT` below it where it sends resources to their places. */
export function intakeRoutes({ sources, intake, bodyLimitMb }: IntakeRoutesOptions): readonly Route[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  // The HMAC is of the bytes; what they say is read when they have proved to come from the source.
  const body = [express.raw({ type: () => true, limit: bodyLimitMb * 1024 * 1024 })];
  const handler: Route['handler'] = async (request, response) => {
    const source = byPath.get(String(request.params.source));
    if (!source) throw new HoofbeatsError('ROUTE_UNKNOWN', 'There is nothing at this path.');
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.of();
    if (!isFromSource(source, { header: (name) => request.get(name), body: bytes })) {
      throw new HoofbeatsError('UNAUTHENTICATED', 'The notification is not from its source.', {
        log: { source: source.id },
      });
    }
    await intake.take(
      source,
      readNotification({ body: parsed(bytes), method: request.method, path: resourcePath(request) }),
    );
    response.status(200).end();
  };
  return ['/notifications/:source', '/notifications/:source/:type/:id'].flatMap((path) =>
    (['POST', 'PUT'] as const).map(
      (method): Route => ({ method, path, open: true, operation: intakeOperation(path, method), body, handler }),
    ),
  );
}

const parsed = (bytes: Buffer): unknown => (bytes.length === 0 ? undefined : parseJson(bytes));

const resourcePath = ({ params }: Request) => (params.type === undefined ? '' : `/${params.type}/${params.id}`);
