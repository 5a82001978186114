import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import type { SendRequest } from '../auth/authorised-request.ts';
import type { InputProblem } from '../input.ts';
import { type ExportScope, type KickOffDialect, kickOffDialects, kickOffRequest } from './kick-off-request.ts';
import { describeAnswer } from './outcome.ts';
import type { Patience } from './patience.ts';
import { type Answer, requestPatiently } from './patient-request.ts';

export interface StartedExport {
  /** Where to ask for the status (Content-Location). */
  readonly statusUrl: string;
  readonly problems: readonly InputProblem[];
}

/** Answers that say "not like this" rather than "no". */
const otherwiseStatuses: ReadonlySet<number> = new Set([400, 404, 405, 406, 415, 422, 501]);

/**
 * Starts an export: as STU2 and STU3 have it, then as the STU4 ballot has it; and where every edition is refused, once
 * more without what a server need not support.
 * @throws HoofbeatsError EXPORT_FAILED when the server does not start one, ACCESS_REFUSED for 401 and 403
 */
export async function kickOff(
  scope: ExportScope,
  send: SendRequest,
  patience: Patience,
  dialect?: KickOffDialect,
): Promise<StartedExport> {
  // Out of GET's reach since STU2: a list of patients.
  const usable = scope.patients ? (['stu4-post'] as const) : kickOffDialects;
  const dialects = dialect ? [dialect] : usable;
  let refusal: Answer | undefined;
  for (const { scope: attempt, problems } of attempts(scope))
    for (const one of dialects) {
      const { url, options } = kickOffRequest(attempt, one);
      const answer = await requestPatiently(send, url, options, patience);
      const statusUrl = answer.headers.get('content-location');
      if (answer.status >= 200 && answer.status < 300 && statusUrl !== null && URL.canParse(statusUrl, url))
        return { statusUrl: new URL(statusUrl, url).href, problems };
      if (answer.status === 401 || answer.status === 403)
        throw new HoofbeatsError('ACCESS_REFUSED', `The FHIR server refused the export with ${answer.status}.`);
      if (!otherwiseStatuses.has(answer.status)) throw notStarted(answer);
      refusal ??= answer;
    }
  throw notStarted(refusal!);
}

function attempts(scope: ExportScope): readonly { scope: ExportScope; problems: readonly InputProblem[] }[] {
  const { typeFilters, elements, organiseByPatient, partialManifests, ...plain } = scope;
  const whole = { scope, problems: [] };
  if (!(typeFilters || elements || organiseByPatient || partialManifests)) return [whole];
  const text = 'The server refused optional parameters of the export; it was asked for everything instead.';
  return [whole, { scope: plain, problems: [{ code: 'parameters-refused', text }] }];
}

function notStarted({ status, headers, body }: Answer): HoofbeatsError {
  const nowhere = status < 300 && headers.get('content-location') === null;
  const why = nowhere
    ? 'the server did not say where its status is'
    : `the server answered ${describeAnswer(status, body)}`;
  return new HoofbeatsError('EXPORT_FAILED', `The export did not start: ${why}.`);
}
