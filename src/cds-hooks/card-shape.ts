import type { Coding, OverrideReason } from './coding.ts';

/** CDS Hooks 2.0 §Card attributes, as far as this server uses them. No suggestions, hence no selectionBehavior. */
export interface Card {
  readonly uuid: string;
  readonly summary: string;
  readonly indicator: 'info';
  readonly detail: string;
  readonly source: { readonly label: string; readonly url: string; readonly topic: Coding };
  readonly overrideReasons: readonly OverrideReason[];
  readonly links?: readonly CardLink[];
}

/** CDS Hooks 2.0 §Link. */
export interface CardLink {
  readonly label: string;
  readonly url: string;
  readonly type: 'absolute';
}

/** CDS Hooks 2.0 §CDS Service Response: an empty list is how a service stays silent. */
export interface ServiceResponse {
  readonly cards: readonly Card[];
}
