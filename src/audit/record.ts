/** What is recorded: a request that was answered or refused, a result that was given, a report about a card. */
export const auditKinds = ['call', 'refusal', 'prediction', 'feedback'] as const;
export type AuditKind = (typeof auditKinds)[number];

/** One entry of the audit log. It holds no PHI but the pseudonym, and never a token. */
export interface AuditRecord {
  readonly kind: AuditKind;
  /** ISO 8601 instant in UTC. */
  readonly at: string;
  /** Ties the records of one request together. */
  readonly requestId?: string;
  readonly tenant?: string;
  /** The client program: the issuer of its token. */
  readonly client?: string;
  /** Relative reference of the person, e.g. `Practitioner/abc`; a pseudonym when it is a patient or a relative. */
  readonly user?: string;
  /** Pseudonym. */
  readonly patient?: string;
  /** Method and template of the route, e.g. `POST /cds-services/:id`. */
  readonly route?: string;
  /** HTTP status of the answer. */
  readonly status?: number;
  /** Code of the refusal, from src/errors/table.ts. */
  readonly code?: string;
  /** Time of the request in milliseconds. */
  readonly ms?: number;
  /** Id of the assessment. */
  readonly assessment?: string;
  /** Model and version, e.g. `rare-disease 0.1.0`. */
  readonly model?: string;
  /** Id of the CDS service that was called. */
  readonly service?: string;
  /** UUID of the card that was shown, or that feedback is about. */
  readonly card?: string;
  readonly outcome?: string;
}
