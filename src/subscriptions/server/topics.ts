/** A key by which a subscription narrows its topic. */
export interface TopicFilter {
  /** Search parameter of RiskAssessment (R4 §9.10), e.g. `patient`. */
  readonly parameter: string;
  readonly comparators: readonly ('eq' | 'gt' | 'ge' | 'lt' | 'le')[];
  readonly description: string;
}

/** Something that others may subscribe to. Its SubscriptionTopic and Basic resources are made from it. */
export interface Topic {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Type of the resource that a notification is about. */
  readonly focus: 'RiskAssessment' | 'Task';
  readonly filters: readonly TopicFilter[];
}

const canonicalBase = 'https://hoofbeats.example/fhir/SubscriptionTopic';

const patient: TopicFilter = {
  parameter: 'patient',
  comparators: ['eq'],
  description: 'The patient, as the reference by which the EHR knows them, e.g. Patient/1.',
};
const probability: TopicFilter = {
  parameter: 'probability',
  comparators: ['gt', 'ge'],
  description: 'Probability of the leading diagnosis, 0 to 1.',
};

/** The topics of this server. */
export const topics: readonly Topic[] = [
  {
    id: 'high-risk-differential',
    title: 'A rare disease is likely',
    description: 'An assessment has found that a rare disease is likely to explain a patient’s findings.',
    focus: 'RiskAssessment',
    filters: [patient, probability],
  },
  {
    id: 'differential-changed',
    title: 'The differential has changed',
    description: 'A new assessment of a patient names other leading diagnoses than the one before.',
    focus: 'RiskAssessment',
    filters: [patient, probability],
  },
  {
    id: 'screening-completed',
    title: 'A screening is complete',
    description: 'A run of `hoofbeats screen` has written its work list.',
    focus: 'Task',
    filters: [],
  },
];

/** Canonical URL of a topic. */
export const topicUrl = ({ id }: Topic) => `${canonicalBase}/${id}`;

export const topicOf = (url: string): Topic | undefined => topics.find((topic) => topicUrl(topic) === url);
