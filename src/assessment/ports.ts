import type { Case } from '../clinical/case.ts';
import type { Finding } from '../clinical/finding.ts';
import type { InferencePort } from '../inference/inference-port.ts';
import type { ModelPackage } from '../registry/model-package.ts';
import type { Terminology } from '../terminology/terminology.ts';

/** A model that is ready to answer: its package and a port to run it. */
export interface ServingModel {
  readonly package: ModelPackage;
  readonly inference: InferencePort;
}

/** Everything the pipeline reaches beyond its own arguments. Time and ids come from here, so that results replay. */
export interface Ports {
  readonly terminology: Terminology;
  /** Family → serving model. */
  readonly models: ReadonlyMap<string, ServingModel>;
  /** Whether a finding may point to a rare disease (see `tellingFindings`). */
  readonly telling: (finding: Finding, subject: Case['subject']) => boolean;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly codeVersion: string;
}
