import type { Case } from '../clinical/case.ts';
import type { Finding } from '../clinical/finding.ts';
import type { Criterion } from '../criteria/criterion.ts';
import type { Knowledge } from '../criteria/facts.ts';
import type { CommonModel } from '../inference/common/open-common.ts';
import type { InferencePort } from '../inference/inference-port.ts';
import type { ModelPackage } from '../registry/model-package.ts';
import type { Terminology } from '../terminology/terminology.ts';
import type { Versions } from './assessment.ts';
import type { Caller } from './assessor.ts';
import type { FinishedRun, KeptRun } from './kept-run.ts';
import type { ShownMemory } from './shown-memory.ts';

/** A model that is ready to answer: its package and a port to run it. */
export interface ServingModel {
  readonly package: ModelPackage;
  readonly inference: InferencePort;
}

/** Guideline criteria, and what they ask about. */
export interface ServingCriteria {
  readonly version: string;
  readonly criteria: readonly Criterion[];
  readonly knowledge: Knowledge;
  /** LOINC codes of the results that they read. */
  readonly reads: ReadonlySet<string>;
}

/**
 * Takes charge of a finished run for good. The contract: run and audit record become durable together or not at all, within
 * milliseconds of resolving; after one has failed, it resolves only when the next has become durable. When it rejects
 * (STORE_UNAVAILABLE, OVERLOADED, RECORD_ALTERED), the result must not be used.
 */
export type KeepRun = (run: FinishedRun) => Promise<void>;

/** What a call is about, to look for a result that was made ahead. */
export interface ReadyQuery {
  /** Relative reference, e.g. `Patient/1`. */
  readonly patient: string;
  readonly caller: Caller;
  /** What a result would carry if it were made now. */
  readonly versions: Versions;
  /** Digest of the evidence, worked out when it is asked for. */
  readonly inputHash: () => string;
}

/**
 * Finds a kept run of exactly this evidence by exactly these versions. The contract: it never rejects; what cannot be found
 * is made anew.
 */
export type FindReady = (query: ReadyQuery) => Promise<KeptRun | undefined>;

/** Does the work of a step and gives its result, e.g. while measuring it. */
export type AroundStep = <Result>(step: string, work: () => Result | Promise<Result>) => Result | Promise<Result>;

/** Everything the pipeline reaches beyond its own arguments. Time and ids come from here, so that results replay. */
export interface Ports {
  readonly terminology: Terminology;
  /** Family → serving model. */
  readonly models: ReadonlyMap<string, ServingModel>;
  /** The common-disease model; without it common diseases come from criteria alone. */
  readonly common?: CommonModel;
  readonly criteria?: ServingCriteria;
  /** Share of people with each diagnosis of a rare-disease package, in its order (`prevalencesOf`). */
  readonly prevalences?: (pkg: ModelPackage) => Float64Array;
  /** Whether a finding may point to a rare disease (see `tellingFindings`). */
  readonly telling: (finding: Finding, subject: Case['subject']) => boolean;
  readonly keep: KeepRun;
  /** Finds what was assessed before the call; without it every call is assessed. */
  readonly findReady?: FindReady;
  /** What readers have seen; without it nothing is ever a repeat. */
  readonly memory?: ShownMemory;
  /** Watches every step that is taken, by its name. */
  readonly aroundStep?: AroundStep;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly codeVersion: string;
}
