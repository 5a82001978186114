import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, Response } from 'express';
import { describe, expect, it } from 'vitest';
import { createTurns, type Turns } from './turns.ts';

const loopTurn = () => new Promise(setImmediate);

function site(each: number) {
  const turns = createTurns(each);
  const passed: string[] = [];
  return { turns, passed, come: (name: string, response = {}) => pass(turns, () => passed.push(name), response) };
}

const pass = (turns: Turns, next: () => void, response: object) =>
  turns.pass({} as Request, response as Response, next);

describe('turns', () => {
  it('let requests pass a few at a time, in their order', async () => {
    const { turns, passed, come } = site(2);
    for (const name of ['a', 'b', 'c', 'd', 'e']) come(name);
    expect(turns.waiting).toBe(5);
    await loopTurn();
    expect(passed).toEqual(['a', 'b']);
    expect(turns.waiting).toBe(3);
    await loopTurn();
    await loopTurn();
    expect(passed).toEqual(['a', 'b', 'c', 'd', 'e']);
    come('f');
    await loopTurn();
    expect(passed.at(-1)).toBe('f');
  });

  it('pass over whoever has gone', async () => {
    const { passed, come } = site(1);
    come('a', { destroyed: true });
    come('b');
    await loopTurn();
    await loopTurn();
    expect(passed).toEqual(['b']);
  });

  it('keep to each request what belongs to it', async () => {
    const turns = createTurns(1);
    const storage = new AsyncLocalStorage<string>();
    const found: (string | undefined)[] = [];
    for (const name of ['a', 'b']) storage.run(name, () => pass(turns, () => found.push(storage.getStore()), {}));
    await loopTurn();
    await loopTurn();
    expect(found).toEqual(['a', 'b']);
  });
});
