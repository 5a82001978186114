import type { JsonObject } from '../../fhir/json.ts';
import { type Topic, topicUrl } from './topics.ts';

const resourceUrl = (type: string) => `http://hl7.org/fhir/StructureDefinition/${type}`;
const fromR5 = (element: string) =>
  `http://hl7.org/fhir/5.0/StructureDefinition/extension-SubscriptionTopic.${element}`;

/** A topic as R4B and R5 describe it; R4 has no such resource, so it is served for reading only. */
export const subscriptionTopic = (topic: Topic): JsonObject => ({
  resourceType: 'SubscriptionTopic',
  id: topic.id,
  url: topicUrl(topic),
  title: topic.title,
  status: 'active',
  description: topic.description,
  resourceTrigger: [
    {
      description: topic.description,
      resource: resourceUrl(topic.focus),
      supportedInteraction: ['create'],
    },
  ],
  ...(topic.filters.length > 0 && {
    canFilterBy: topic.filters.map(({ parameter, comparators, description }) => ({
      description,
      resource: resourceUrl(topic.focus),
      filterParameter: parameter,
      modifier: comparators,
    })),
  }),
  notificationShape: [{ resource: resourceUrl(topic.focus) }],
});

/** The same topic in R4, as Basic with the extensions that carry R5's elements (Backport IG 1.2 §Subscription Topics in R4). */
export const basicTopic = (topic: Topic): JsonObject => ({
  resourceType: 'Basic',
  id: topic.id,
  extension: [
    { url: fromR5('url'), valueUri: topicUrl(topic) },
    { url: fromR5('title'), valueString: topic.title },
    { url: fromR5('status'), valueCode: 'active' },
    { url: fromR5('description'), valueMarkdown: topic.description },
    {
      url: fromR5('resourceTrigger'),
      extension: [
        { url: 'description', valueMarkdown: topic.description },
        { url: 'resource', valueUri: resourceUrl(topic.focus) },
        { url: 'supportedInteraction', valueCode: 'create' },
      ],
    },
    ...topic.filters.map(({ parameter, description }) => ({
      url: fromR5('canFilterBy'),
      extension: [
        { url: 'description', valueMarkdown: description },
        { url: 'resource', valueUri: resourceUrl(topic.focus) },
        { url: 'filterParameter', valueString: parameter },
      ],
    })),
  ],
  code: { coding: [{ system: 'http://hl7.org/fhir/fhir-types', code: 'SubscriptionTopic' }] },
});
