import type { Condition, ServiceRequest } from 'fhir/r4.js';
import type { Coding, OverrideReason } from './coding.ts';

/** CDS Hooks 2.0 §Card attributes, as far as this server uses them. */
export interface Card {
  readonly uuid: string;
  readonly summary: string;
  readonly indicator: 'info';
  readonly detail: string;
  readonly source: { readonly label: string; readonly url: string; readonly topic: Coding };
  readonly suggestions?: readonly Suggestion[];
  /** Together with suggestions, and only then. Epic knows nothing but `any`. */
  readonly selectionBehavior?: 'any';
  readonly overrideReasons: readonly OverrideReason[];
  readonly links?: readonly CardLink[];
  /** CDS Hooks 2.0 §Extensions: keys in the manner of reverse domain names, agreed with the client beforehand. */
  readonly extension?: Readonly<Record<string, string>>;
}

/** CDS Hooks 2.0 §Suggestion. */
export interface Suggestion {
  readonly label: string;
  readonly uuid: string;
  readonly actions: readonly Action[];
}

/** CDS Hooks 2.0 §Action: `create` carries the whole resource. */
export interface Action {
  readonly type: 'create';
  readonly description: string;
  readonly resource: Proposal;
}

/** What a suggestion may create: nothing that takes effect before a clinician has signed it. */
export type Proposal = Condition | ServiceRequest;

/** CDS Hooks 2.0 §Link: `appContext` belongs to SMART links alone. */
export type CardLink =
  | { readonly label: string; readonly url: string; readonly type: 'absolute' }
  | { readonly label: string; readonly url: string; readonly type: 'smart'; readonly appContext?: string };

/** CDS Hooks 2.0 §CDS Service Response: an empty list is how a service stays silent. */
export interface ServiceResponse {
  readonly cards: readonly Card[];
}
