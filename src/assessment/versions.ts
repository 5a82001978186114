import type { Versions } from './assessment.ts';
import type { Ports, ServingModel } from './ports.ts';

/** What a result by this model carries, so that it can be traced years later. */
export function versionsOf(
  { package: { manifest } }: Pick<ServingModel, 'package'>,
  { codeVersion, terminology, common, criteria }: Pick<Ports, 'codeVersion' | 'terminology' | 'common' | 'criteria'>,
): Versions {
  const packages = {
    ...(common && { [common.package.manifest.id]: common.package.manifest.version }),
    ...(criteria && { 'guideline-criteria': criteria.version }),
  };
  return {
    code: codeVersion,
    model: `${manifest.id} ${manifest.version}`,
    ...(Object.keys(packages).length > 0 && { packages }),
    knowledge: manifest.knowledge,
    terminology: terminology.versions,
  };
}
