/** One row of the table: a Prometheus metric, its labels, and what it tells an operator. */
export interface MetricEntry {
  readonly kind: 'counter' | 'histogram' | 'gauge';
  readonly name: string;
  readonly help: string;
  /** Label values come from closed sets (route templates, codes, entrances): never a patient, a URL or free text. */
  readonly labels: readonly string[];
  /** Upper bounds of a histogram, in the unit of its name. */
  readonly buckets?: readonly number[];
  /** All values of a label, where they are few and known. A series of known values begins at 0, so that its first count is a rise. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** How a worker adds up what its two processes measure; their sum unless said. */
  readonly together?: 'max';
}

/** Around the 400 ms deadline and the 500 ms that CDS Hooks asks for (CDS Hooks 2.0 §Providing FHIR Resources…, C20). */
export const seconds = [0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.25, 0.4, 0.5, 1, 2.5, 10];

/** From a run of the model to the deadlines of the lanes. */
export const queueSeconds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2, 10, 60];
