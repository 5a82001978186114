import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';

const css = readFileSync(join(projectRoot, 'web', 'page.css'), 'utf8');
/** The colours of `:root`, once for the light scheme and once for the dark one. */
const [light, dark] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(
  ([, body = '']) =>
    new Map([...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!])),
);

/** WCAG 2.2 §1.4.3, by its definitions of relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Ink, the grounds on which it stands, and the least contrast: 4.5 for text, 3 for edges of controls (§1.4.11). */
const pairs = [
  ['ink', ['paper', 'surface', 'sunken', 'accent-tint', 'warning-tint', 'critical-tint'], 4.5],
  ['muted', ['paper', 'surface', 'sunken', 'accent-tint', 'critical-tint'], 4.5],
  ['accent', ['paper', 'surface', 'sunken', 'accent-tint'], 4.5],
  ['accent-ink', ['accent'], 4.5],
  ['warning', ['warning-tint'], 4.5],
  ['critical', ['paper', 'surface', 'critical-tint'], 4.5],
  ['edge', ['paper', 'surface'], 3],
] as const;

describe.each([
  ['light', light],
  ['dark', dark],
])('colours of the %s scheme', (_, colours) => {
  it.each(pairs)('%s stands out from %j, at least %f to 1', (ink, grounds, least) => {
    for (const ground of grounds)
      expect(contrast(colours!.get(ink)!, colours!.get(ground)!), ground).toBeGreaterThanOrEqual(least);
  });

  it('the banner carries white', () => {
    expect(contrast('#ffffff', colours!.get('banner')!)).toBeGreaterThanOrEqual(4.5);
  });
});
