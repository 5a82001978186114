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
  /** What others have subscribed to. */
  subscription: {
    id: string;
    /** Who subscribed: the realm whose events it may see (see subscriptions/server/realm.ts). */
    owner: string;
    /** Id of the topic. */
    topic: string;
    /** URL of the endpoint, by which subscriptions are searched; empty for a websocket. */
    url: string;
    status: string;
    created_at: string;
    updated_at: string;
    ends_at: string | null;
    /** Events that have happened, from 1; whether or not anybody could be told. */
    events: number;
    /** The last event that the subscriber has acknowledged. */
    delivered: number;
    /** Deliveries that have failed one after the other. */
    attempts: number;
    /** When something is to be sent; null while there is nothing to send. */
    due_at: string | null;
    /** A process that sends holds it until then. */
    lease_until: string | null;
    error: string | null;
    key_id: string;
    /** The resource as it was given: its headers are secrets. */
    sealed: Uint8Array;
  };
  subscription_event: {
    subscription: string;
    number: number;
    at: string;
    /** Relative reference, e.g. `RiskAssessment/…`. */
    focus: string;
    key_id: string;
    /** The resource that it is about. */
    sealed: Uint8Array;
  };
  /** The leading diagnoses of each patient while somebody wants to know when they change. */
  leading_diagnoses: {
    patient: string;
    key_id: string;
    sealed: Uint8Array;
  };
  /** What sources have told: one row per event, kept after its work is done so that a repetition is known as one. */
  notification_event: {
    source: string;
    /** Names the event within its source (see subscriptions/subscriber/event-key.ts). */
    key: string;
    /** Number of the event in the subscription, where the source counts. */
    number: number | null;
    received_at: string;
    /** `new` or `done`. */
    state: string;
    /** Readings that have failed. */
    attempts: number;
    /** From when on it may be worked on. */
    due_at: string;
    key_id: string;
    /** What it is about; emptied when its work is done. */
    sealed: Uint8Array;
  };
  /** One row per source: how far it has been heard. */
  notification_source: {
    id: string;
    last_seen_at: string | null;
    status: string;
    /** Events up to this number have all been heard; null before anything is known. */
    contiguous: number | null;
    /** Events that the source says there have been. */
    announced: number | null;
    /** Up to when the source has been searched. */
    searched_until: string | null;
    /** Id of the Subscription at the source that was made here, and when it ends. */
    subscription: string | null;
    ends_at: string | null;
  };
}
