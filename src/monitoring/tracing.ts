import {
  type Context,
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { codeVersion } from '../config/version.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

/**
 * The one place that knows OpenTelemetry. Its API does nothing until the operator has registered an SDK (docs/observe.md).
 * What is said of a span comes from closed sets, as labels of metrics do: never a patient, a URL, or a sentence.
 */
// Asked for each time: an SDK may be registered later than this file is read.
const tracer = () => trace.getTracer('hoofbeats', codeVersion);

export type Attributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanOptions {
  readonly kind?: keyof typeof SpanKind;
  readonly attributes?: Attributes;
}

/** A span while its work is being done. */
export interface OpenSpan {
  note(attributes: Attributes): void;
  /** It came to nothing, for this reason, although nothing was thrown. */
  fail(reason: string): void;
  /** This place in the trace, for another process: `traceparent` of W3C Trace Context, and nothing that a caller has sent. */
  readonly traceparent?: string;
}

const unseen: OpenSpan = { note() {}, fail() {} };

/** Does work that belongs to what is being traced; where nothing is, the work alone. */
export function childSpan<Result>(
  name: string,
  options: SpanOptions,
  work: (span: OpenSpan) => Result | Promise<Result>,
): Result | Promise<Result> {
  return trace.getActiveSpan()?.isRecording() ? spanFrom(context.active(), name, options, work) : work(unseen);
}

/** Does work that may begin a trace of its own. */
export const span = <Result>(
  name: string,
  options: SpanOptions,
  work: (span: OpenSpan) => Result | Promise<Result>,
): Promise<Result> => spanFrom(context.active(), name, options, work);

/** Does work that another process has asked for; without its place in a trace, the work alone. */
export function continuedSpan<Result>(
  traceparent: string | undefined,
  name: string,
  options: SpanOptions,
  work: (span: OpenSpan) => Result | Promise<Result>,
): Result | Promise<Result> {
  const from = placeIn(traceparent);
  return from ? spanFrom(from, name, options, work) : work(unseen);
}

/** Something that happened in the midst of what is being traced. */
export function noteEvent(name: string, attributes: Attributes): void {
  trace.getActiveSpan()?.addEvent(name, attributes);
}

/** By which a log line is found from its trace and the other way round; nothing where nothing is traced. */
export function activeTrace(): { readonly trace_id: string; readonly span_id: string } | undefined {
  const place = trace.getActiveSpan()?.spanContext();
  return place && isSpanContextValid(place) ? { trace_id: place.traceId, span_id: place.spanId } : undefined;
}

/** A span that ends by an event instead of a return. */
export interface RequestSpan {
  /** Whatever is called by these emitters, and by `work`, belongs to the span. */
  run(work: () => void): void;
  end(name: string, attributes: Attributes, failed: boolean): void;
}

/**
 * Begins the span of a request. Where the caller traces, it goes on from there, in the words that the SDK's propagator knows
 * (W3C Trace Context unless told otherwise). Baggage is left behind: nobody here knows what a caller put into it.
 */
export function requestSpan(
  headers: Readonly<Record<string, unknown>>,
  options: SpanOptions,
  emitters: readonly NodeJS.EventEmitter[],
): RequestSpan {
  const from = propagation.deleteBaggage(propagation.extract(ROOT_CONTEXT, headers));
  const own = tracer().startSpan('request', { ...options, kind: SpanKind[options.kind ?? 'SERVER'] }, from);
  const within = trace.setSpan(from, own);
  for (const emitter of emitters) context.bind(within, emitter);
  return {
    run: (work) => context.with(within, work),
    end(name, attributes, failed) {
      own.updateName(name).setAttributes(attributes);
      if (failed) own.setStatus({ code: SpanStatusCode.ERROR });
      own.end();
    },
  };
}

async function spanFrom<Result>(
  from: Context,
  name: string,
  { kind = 'INTERNAL', attributes = {} }: SpanOptions,
  work: (span: OpenSpan) => Result | Promise<Result>,
): Promise<Result> {
  const own = tracer().startSpan(name, { kind: SpanKind[kind], attributes }, from);
  try {
    return await context.with(trace.setSpan(from, own), () => work(opened(own)));
  } catch (thrown) {
    // The message of an error may quote its input.
    failed(own, errorType(thrown));
    throw thrown;
  } finally {
    own.end();
  }
}

const failed = (own: Span, reason: string) =>
  void own.setAttribute('error.type', reason).setStatus({ code: SpanStatusCode.ERROR });

function opened(own: Span): OpenSpan {
  return {
    note: (attributes) => void own.setAttributes(attributes),
    fail: (reason) => failed(own, reason),
    get traceparent() {
      const { traceId, spanId, traceFlags } = own.spanContext();
      return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
    },
  };
}

const traceparentForm = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Random numbers in a fixed form: what does not have it is not passed on. */
function placeIn(traceparent: string | undefined): Context | undefined {
  const [, traceId = '', spanId = '', flags = ''] = traceparentForm.exec(traceparent ?? '') ?? [];
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  const place = { traceId, spanId, traceFlags, isRemote: true };
  return isSpanContextValid(place) ? trace.setSpanContext(ROOT_CONTEXT, place) : undefined;
}

/** Code of the error, or its class. */
function errorType(thrown: unknown): string {
  if (thrown instanceof HoofbeatsError) return thrown.code;
  if (thrown instanceof Error && thrown.cause instanceof HoofbeatsError) return thrown.cause.code;
  return thrown instanceof Error ? thrown.constructor.name : typeof thrown;
}
