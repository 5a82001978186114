import { z } from 'zod';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { withFileSettings } from './file-settings.ts';
import { isLoopback } from './loopback.ts';
import { type Config, configSchema } from './schema.ts';

/**
 * Reads the settings from environment variables and from the files that they name.
 * @throws HoofbeatsError CONFIG_INVALID that names every wrong setting.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const settings = withFileSettings(environment, Object.keys(configSchema.shape));
  // An empty variable is a variable that is not set: Compose and Helm write them so.
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''));
  const parsed = configSchema.safeParse(given);
  if (!parsed.success) throw new HoofbeatsError('CONFIG_INVALID', z.prettifyError(parsed.error));
  return Object.freeze(parsed.data);
}

/** Settings that deserve a loud line at boot. */
export function unsafeSettings({ HOST, EHR_REGISTRY, FHIR_SERVERS, PUBLIC_URL }: Config): readonly string[] {
  if (EHR_REGISTRY) {
    const { protocol, hostname } = new URL(PUBLIC_URL ?? 'https://unknown');
    // CDS Hooks 2.0 §Security and Safety: all exchanged data is transmitted over TLS.
    const clear = protocol === 'http:' && !isLoopback(hostname);
    return clear
      ? ['PUBLIC_URL is plain HTTP: records and tokens travel in the clear. End TLS before the server.']
      : [];
  }
  const reach = isLoopback(HOST) ? 'any program on this machine' : `any machine that reaches HOST ${HOST}`;
  return [
    `OPEN MODE: no EHR_REGISTRY is set, so clients are not authenticated; ${reach} may call. Not for patients' data.`,
    ...FHIR_SERVERS.filter((url) => url.startsWith('http:')).map(
      (url) => `FHIR_SERVERS lists ${new URL(url).host} over plain HTTP: access tokens travel in the clear.`,
    ),
  ];
}

type Exposure = Pick<Config, 'HOST' | 'EHR_REGISTRY' | 'OPEN_MODE' | 'PUBLIC_URL'>;

/**
 * Whether these settings may go to the network at all.
 * @throws HoofbeatsError CONFIG_INVALID for an open mode beyond loopback that nobody asked for, and for a registry
 *   without the URL that its clients must name.
 */
export function requireSafeExposure({ HOST, EHR_REGISTRY, OPEN_MODE, PUBLIC_URL }: Exposure): void {
  if (EHR_REGISTRY && !PUBLIC_URL)
    throw new HoofbeatsError('CONFIG_INVALID', 'EHR_REGISTRY needs PUBLIC_URL: tokens must name it as their audience.');
  if (!EHR_REGISTRY && !isLoopback(HOST) && OPEN_MODE !== 'network')
    throw new HoofbeatsError(
      'CONFIG_INVALID',
      `HOST ${HOST} listens beyond this machine and no EHR_REGISTRY is set. Set one, or OPEN_MODE=network to serve anybody.`,
    );
}
