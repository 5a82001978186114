import { createHash } from 'node:crypto';
import type { CasePorts } from '../../assessment/case-of.ts';
import { prepare } from '../../assessment/prepare.ts';
import type { Prepared } from '../../assessment/prepared.ts';
import { objectOf } from '../../fhir/json.ts';
import { entryCount } from '../../http/entry-count.ts';
import { parseJson } from '../../http/parse-json.ts';
import { type CaseTexts, caseOfTexts, caseTexts } from '../../store/case-texts.ts';
import { resolveTemplates } from '../prefetch-template.ts';
import { readServiceCall } from '../service-call.ts';
import type { CdsService } from '../service-schema.ts';
import { underOwnKeys } from '../site-keys.ts';

/** A call as it came, and what is known of whoever sent it. */
export interface UnpreparedCall {
  /** JSON in UTF-8. */
  readonly body: Uint8Array;
  /** Id of the service. */
  readonly service: string;
  /** Instant of the run. */
  readonly at: Date;
  /** Our prefetch key → the site's. */
  readonly siteKeys?: Readonly<Record<string, string>> | undefined;
}

/** A call without its prefetch, and what that comes to. */
export interface PreparedCall {
  readonly body: unknown;
  readonly prepared: Prepared;
}

/** A prepared call on its way from one thread to the other, in JSON: of all forms it is made and read the fastest. */
export interface PreparedTexts {
  readonly case: CaseTexts;
  readonly rest: string;
}

export interface PrepareCallPorts extends CasePorts {
  readonly services: readonly CdsService[];
  /** Most Bundle entries in one body. */
  readonly entryLimit: number;
  /** Whether results are looked for that were made before a call. */
  readonly looksForReady: boolean;
}

/**
 * Reads a call and all that came with it.
 * @returns undefined where something has to be asked of the EHR, or the call is larger than it may be
 * @throws HoofbeatsError where it cannot be answered with a card
 */
export function prepareCall(call: UnpreparedCall, ports: PrepareCallPorts): PreparedTexts | undefined {
  // What comes from another thread is no Buffer any more.
  const body = parseJson(Buffer.from(call.body.buffer, call.body.byteOffset, call.body.length));
  if (entryCount(body) > ports.entryLimit) return undefined;
  const services = ports.services.filter(({ id }) => id === call.service);
  const { service, context, prefetch, access } = readServiceCall(body, services);
  const unprepared = {
    patientId: context.patientId,
    prefetch: underOwnKeys(prefetch, call.siteKeys),
    queries: resolveTemplates(service.prefetch, context),
    ...(context.conditions && { entered: context.conditions }),
    access: access !== undefined,
    // With keys of a site's own the bytes do not name what is assessed: two of them may stand for one of ours.
    bodyHash: call.siteKeys ? undefined : createHash('sha256').update(call.body).digest('hex'),
    looksForReady: ports.looksForReady,
  };
  const prepared = prepare(unprepared, ports, call.at);
  if (!prepared) return undefined;
  const { case: patient, ...rest } = prepared;
  return {
    case: caseTexts(patient),
    rest: JSON.stringify({ ...rest, body: { ...objectOf(body), prefetch: {} } }),
  };
}

/** The other side of `prepareCall`. */
export function preparedCall(texts: PreparedTexts): PreparedCall {
  const { body, at, ...rest } = JSON.parse(texts.rest);
  return { body, prepared: { ...rest, at: new Date(at), case: caseOfTexts(texts.case) } };
}
