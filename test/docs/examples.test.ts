import { describe, expect, it } from 'vitest';
import { loadEhrRegistry } from '../../src/config/ehr-registry.ts';
import { loadNotificationSources } from '../../src/config/notification-sources.ts';
import { readSubscription } from '../../src/subscriptions/server/read-subscription.ts';
import { temporaryFile } from '../fixtures/temporary-file.ts';
import { pages, pageText } from './pages.ts';

/** Every block of JSON of the pages, as whoever copies it has it. */
const blocks = pages.flatMap((page) =>
  [...pageText(page).matchAll(/^( *)```json\n([\s\S]*?)^ *```/gm)].map(
    ([, , text = ''], at) => [`${page}, block ${at + 1}`, JSON.parse(text)] as const,
  ),
);
const having = (member: string) => blocks.filter(([, document]) => member in document);

describe('files that the pages show are accepted', () => {
  it('all of them', () => {
    const known = new Set(['ehrs', 'sources', 'resourceType'].flatMap((member) => having(member)));
    expect(blocks.filter((block) => !known.has(block)).map(([name]) => name)).toEqual([]);
    expect(blocks.length).toBeGreaterThan(4);
  });

  it.each(having('ehrs'))('%s, as EHR_REGISTRY', (_name, document) => {
    expect(loadEhrRegistry(temporaryFile('ehrs.json', [JSON.stringify(document)]))).toHaveLength(document.ehrs.length);
  });

  it.each(having('sources'))('%s, as NOTIFICATION_SOURCES', (_name, document) => {
    const file = temporaryFile('sources.json', [JSON.stringify(document)]);
    expect(loadNotificationSources(file)).toHaveLength(document.sources.length);
  });

  it.each(having('resourceType'))('%s, as a Subscription', (_name, document) => {
    expect(document.resourceType).toBe('Subscription');
    expect(readSubscription(document, { mayCall: () => true }).topic).toBeDefined();
  });
});
