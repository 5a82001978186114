import type { Versions } from './assessment.ts';
import type { Ports, ServingModel } from './ports.ts';

/** What a result by this model carries, so that it can be traced years later. */
export function versionsOf(
  { package: { manifest } }: Pick<ServingModel, 'package'>,
  { codeVersion, terminology }: Pick<Ports, 'codeVersion' | 'terminology'>,
): Versions {
  return {
    code: codeVersion,
    model: `${manifest.id} ${manifest.version}`,
    knowledge: manifest.knowledge,
    terminology: terminology.versions,
  };
}
