/** The tables as kysely sees them; migrations.ts makes them. Instants are ISO 8601 in UTC, so that text sorts as time. */
export interface Tables {
  /** One row per assessment, written once. */
  assessment: {
    id: string;
    created_at: string;
    /** Pseudonym of the patient. */
    patient: string;
    /** Versions of code, model, knowledge and terminology, as JSON. */
    versions: string;
    /** SHA-256 of what was assessed. */
    input_hash: string;
    /** Id of the key that seals the row. */
    key_id: string;
    /** Case and results (see kept-run.ts). */
    sealed: Uint8Array;
  };
  /** One row per report of what became of a card. */
  feedback: {
    card: string;
    outcome: string;
    outcome_at: string;
    received_at: string;
    service: string;
    key_id: string;
    /** Override reason and comment, accepted suggestions: free text of a clinician. */
    sealed: Uint8Array;
  };
  /** What a user saw last of a patient at a service. */
  shown_card: {
    patient: string;
    service: string;
    /** Pseudonym of the user. */
    viewer: string;
    shown_at: string;
    key_id: string;
    /** The diagnoses in their order, and the digest of the findings. */
    sealed: Uint8Array;
  };
  /** The audit log: one row per record, each chained to the one before. */
  audit: {
    seq: number;
    at: string;
    kind: string;
    /** Pseudonym of the patient, where one is concerned. */
    patient: string | null;
    /** The record as JSON: what is chained. `at`, `kind` and `patient` repeat it for searches. */
    body: string;
    key_id: string;
    hash: string;
  };
  /** One row: where the chain ends. */
  audit_head: {
    id: number;
    seq: number;
    hash: string;
    key_id: string;
    mac: string;
  };
}
