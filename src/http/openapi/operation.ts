import type { z } from 'zod';
import type { ErrorCode } from '../../errors/table.ts';

/** JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a value looks like: as the code checks it, or in words of JSON Schema. */
export type Shape = z.ZodType | JsonSchema;

/** One way in which a body may be written. */
export interface Body {
  /** Media type. */
  readonly type: string;
  readonly shape: Shape;
  /** Name under which the document lists the shape among its schemas; not listed unless given. */
  readonly name?: string;
  /** By a name of their own; the tests send each of a request to the real server. */
  readonly examples?: Readonly<Record<string, unknown>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly description: string;
  readonly shape?: Shape;
  readonly example?: string;
}

/** Who may call. `ehr`: a registered client's token, unless there is no registry; `source`: what NOTIFICATION_SOURCES says. */
export type Admission = 'anybody' | 'ehr' | 'auditor' | 'source';

/** What `GET /openapi.json` says of a route beyond its method and path; it stands in the route's own row. */
export interface Operation {
  /** Unique, for programs that generate clients. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly request?: readonly Body[];
  /** Status of the answer that is hoped for; 200 unless given. */
  readonly status?: number;
  /** What it carries; nothing unless given. */
  readonly answer?: readonly Body[];
  /** Other answers that are no refusal, e.g. 503 of a server that is not ready. */
  readonly otherwise?: Readonly<Record<number, { readonly description: string; readonly body?: Body }>>;
  /** Refusals of its own, beside those that its kind of route has. */
  readonly refusals?: readonly ErrorCode[];
  /** Where it is not the row's `open` that says it. */
  readonly admission?: Admission;
}

/** A row of the table of routes as far as the document is concerned. */
export interface Described {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly open?: boolean;
  /** What reads the body in place of what reads everybody else’s. */
  readonly body?: readonly unknown[];
  readonly operation?: Operation;
}
