import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { type GetResource, isResource } from '../../fhir/client/get-resource.ts';
import type { SendRequest } from '../auth/authorised-request.ts';
import type { Patience } from '../bulk/patience.ts';
import { requestPatiently } from '../bulk/patient-request.ts';
import type { Pacer } from './pacer.ts';

/**
 * Gets resources at the pace that was agreed; when the server asks one request to wait, all wait.
 * The getter throws HoofbeatsError ACCESS_REFUSED for 401, and FHIR_SERVER_UNAVAILABLE when patience ends: then the
 * next patient would fare no better.
 */
export function patientGet(send: SendRequest, pacer: Pacer, patience: Patience): GetResource {
  const paced: SendRequest = async (url, options) => {
    await pacer.turn(patience.signal);
    return send(url, options);
  };
  const onWait = (ms: number, status: number | undefined) => {
    if (status === 429 || status === 503) pacer.hold(ms);
  };
  return async (url) => {
    const headers = { Accept: 'application/fhir+json' };
    const { status, body } = await requestPatiently(paced, url, { headers }, { ...patience, onWait });
    if (status === 401) throw new HoofbeatsError('ACCESS_REFUSED', 'The FHIR server refused the token with 401.');
    if (status !== 200) return { failure: { reason: 'status', status } };
    return isResource(body) ? { resource: body } : { failure: { reason: 'not-fhir' } };
  };
}
