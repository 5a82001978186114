import { createHash, webcrypto } from 'node:crypto';
import type { Case } from '../clinical/case.ts';
import type { Differential, DifferentialEntry, EvidenceContribution } from '../inference/differential.ts';
import type { Applicability, Assessment, NotObtained, Versions } from './assessment.ts';
import type { Caller } from './assessor.ts';
import type { CommonEntry, CommonResult } from './common-result.ts';

/** A run of the pipeline that is over, with what only its caller and its input tell. */
export interface FinishedRun {
  readonly assessment: Assessment;
  /** Model family that was asked. */
  readonly model: string;
  /** What was assessed: the resources as they came, or the case where it did not come as resources. */
  readonly input?: unknown;
  /** The bytes of the call, where nothing but the call was assessed: their digest is the input's. */
  readonly body?: Uint8Array;
  /** Digest of the input, where it is known already; then the input need not be held. */
  readonly inputHash?: string;
  /** On whose behalf it ran. */
  readonly caller: Caller;
}

type WithoutSources<Entry extends { readonly evidence: readonly EvidenceContribution[] }> = Omit<Entry, 'evidence'> & {
  readonly evidence: readonly Omit<EvidenceContribution, 'sources'>[];
};

/** An entry without the sources of its evidence: they stand in the case, and repeating them would make a record ten times as long. */
type KeptEntry = WithoutSources<DifferentialEntry>;

/** What is kept of a run: all that a reader needs to see the result, and that `replay` needs to repeat it. */
export interface KeptRun extends Pick<Assessment, 'triage' | 'criteria' | 'joint'> {
  readonly id: string;
  /** ISO 8601 instant of the run. */
  readonly createdAt: string;
  readonly model: string;
  readonly versions: Versions;
  /**
   * SHA-256 of what was assessed, in hexadecimal: of a CDS Hooks call's body as its bytes came, where all evidence came in it;
   * otherwise of the JSON of patient, Observations and Conditions, or of the case where it did not come as resources.
   */
  readonly inputHash: string;
  readonly case: Case;
  readonly applicability: Applicability;
  readonly differential?: Omit<Differential, 'entries' | 'withheld'> & {
    readonly entries: readonly KeptEntry[];
    readonly withheld?: readonly KeptEntry[];
  };
  readonly common?: Omit<CommonResult, 'entries'> & { readonly entries: readonly WithoutSources<CommonEntry>[] };
  readonly notObtained: readonly NotObtained[];
}

export function keptRun({ assessment, model, input, inputHash }: Omit<FinishedRun, 'caller' | 'body'>): KeptRun {
  const { differential, common, ...kept } = assessment;
  return {
    ...kept,
    model,
    inputHash: inputHash ?? digestOf(input),
    ...(differential && { differential: withoutSources(differential) }),
    ...(common && { common: { ...common, entries: common.entries.map(keptEntry) } }),
  };
}

const withoutSources = ({ entries, withheld, ...differential }: Differential) => ({
  ...differential,
  entries: entries.map(keptEntry),
  ...(withheld && { withheld: withheld.map(keptEntry) }),
});

function keptEntry<Entry extends { readonly evidence: readonly EvidenceContribution[] }>(
  entry: Entry,
): WithoutSources<Entry> {
  return { ...entry, evidence: entry.evidence.map(({ sources: _, ...contribution }) => contribution) };
}

/** SHA-256 of a value's JSON, in hexadecimal. */
export const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** SHA-256 of bytes, in hexadecimal; computed on another thread. */
export async function digestOfBytes(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
}
