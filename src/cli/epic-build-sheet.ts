import { epicBuildSheet, epicHook, sheetText } from '../cds-hooks/epic-build-sheet.ts';
import { loadServices } from '../cds-hooks/load-services.ts';
import { loadConfig } from '../config/load.ts';
import { cdsServicesDir } from '../config/paths.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { readArguments } from './arguments.ts';

/** Prints, for each service under a hook that Epic fires, what a site's administrator types in. */
export async function buildSheet(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    url: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const { PUBLIC_URL, APP_URL } = loadConfig(process.env);
  const base = (values.url ?? PUBLIC_URL)?.replace(/\/+$/, '');
  if (base === undefined)
    throw new HoofbeatsError(
      'USAGE',
      'Set PUBLIC_URL, or give --url: the URL under which the site reaches the server.',
    );
  const services = (await loadServices(cdsServicesDir)).filter(({ hook, enabled }) => enabled && hook === epicHook);
  const sheets = services.map((service) => ({ id: service.id, sections: epicBuildSheet(service, base, APP_URL) }));
  if (values.json) console.log(JSON.stringify({ services: sheets }));
  else console.log(sheets.map(({ sections }) => sheetText(sections)).join('\n\n'));
  return 0;
}
