import { type JsonObject, listOf, objectOf, stringOf } from '../../fhir/json.ts';
import { type ParameterRead, readParameters } from '../../fhir/parameters.ts';
import type { NotificationEvent } from './notification.ts';

/** A SubscriptionStatus as R4B and R5 name its elements, whichever way it travelled. Nothing in it is checked yet. */
export interface StatusPart {
  readonly type: string | undefined;
  readonly status: string | undefined;
  readonly subscription: string | undefined;
  readonly topic: string | undefined;
  readonly eventsSinceStart: string | undefined;
  readonly events: readonly NotificationEvent[];
  readonly errors: readonly string[];
}

/** Reads the status of the backport to R4, a Parameters resource (Backport IG 1.1 §Parameters-backport-subscription-status-r4). */
export function statusOfParameters(resource: JsonObject): StatusPart {
  const { parameters } = readParameters(resource, 'Bundle.entry[0].resource');
  const first = (name: string) => parameters.find((parameter) => parameter.name === name)?.value;
  const all = (name: string) => parameters.filter((parameter) => parameter.name === name);
  return {
    type: stringOf(first('type')),
    status: stringOf(first('status')),
    subscription: stringOf(objectOf(first('subscription')).reference),
    topic: stringOf(first('topic')),
    eventsSinceStart: integerText(first('events-since-subscription-start')),
    events: all('notification-event').map(({ parts }) => eventOfParts(parts)),
    errors: all('error').flatMap(({ value }) => conceptTexts(value)),
  };
}

/** Reads a SubscriptionStatus of R4B or R5; its event numbers are integer64, which JSON carries as strings (R5 §2.1.28). */
export function statusOfResource(resource: JsonObject): StatusPart {
  return {
    type: stringOf(resource.type),
    status: stringOf(resource.status),
    subscription: stringOf(objectOf(resource.subscription).reference),
    topic: stringOf(resource.topic),
    eventsSinceStart: integerText(resource.eventsSinceSubscriptionStart),
    events: listOf(resource.notificationEvent).map((item) => {
      const { eventNumber, timestamp, focus, additionalContext } = objectOf(item);
      return eventOf(eventNumber, timestamp, focus, listOf(additionalContext));
    }),
    errors: listOf(resource.error).flatMap(conceptTexts),
  };
}

function eventOfParts(parts: readonly ParameterRead[]): NotificationEvent {
  const value = (name: string) => parts.find((part) => part.name === name)?.value;
  const context = parts.filter((part) => part.name === 'additional-context').map((part) => part.value);
  return eventOf(value('event-number'), value('timestamp'), value('focus'), context);
}

function eventOf(
  number: unknown,
  timestamp: unknown,
  focus: unknown,
  additionalContext: readonly unknown[],
): NotificationEvent {
  const count = integerText(number);
  const instant = stringOf(timestamp);
  const about = stringOf(objectOf(focus).reference);
  return {
    ...(count !== undefined && { number: Number(count) }),
    ...(instant !== undefined && { timestamp: instant }),
    ...(about !== undefined && { focus: about }),
    additionalContext: additionalContext
      .map((reference) => stringOf(objectOf(reference).reference))
      .filter((reference) => reference !== undefined),
  };
}

/** The digits of a count, which servers send as strings and as numbers. */
function integerText(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : stringOf(value);
  return text !== undefined && /^\d{1,15}$/.test(text) ? text : undefined;
}

function conceptTexts(value: unknown): readonly string[] {
  const { text, coding } = objectOf(value);
  const said =
    stringOf(text) ??
    listOf(coding).map((item) => stringOf(objectOf(item).display) ?? stringOf(objectOf(item).code))[0];
  return said === undefined ? [] : [said];
}
