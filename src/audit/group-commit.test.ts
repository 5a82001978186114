import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

function recording(failing: ReadonlySet<number> = new Set(), ms = 0) {
  const groups: (readonly number[])[] = [];
  const commit = async (items: readonly number[]) => {
    if (ms > 0) await sleep(ms);
    if (items.some((item) => failing.has(item))) throw new Error('refused');
    groups.push(items);
  };
  return { groups, commit };
}
const upTo = (count: number) => Array.from({ length: count }, (_, item) => item);

describe('createGroupCommit', () => {
  it('commits what came in one turn as groups of at most so many, in order', async () => {
    const { groups, commit } = recording();
    const group = createGroupCommit(commit, { most: 100 });
    await Promise.all(upTo(250).map((item) => group.add(item)));
    expect(groups.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(groups.flat()).toEqual(upTo(250));
  });

  it('gathers the next group while one is being written', async () => {
    const { groups, commit } = recording(undefined, 20);
    const group = createGroupCommit(commit);
    const first = group.add(0);
    await sleep(5);
    await Promise.all([first, group.add(1), group.add(2)]);
    expect(groups).toEqual([[0], [1, 2]]);
  });

  it('lets the patient wait for company, and not longer', async () => {
    const { groups, commit } = recording();
    const group = createGroupCommit(commit);
    await Promise.all([group.add(0, 60_000), group.add(1, 60_000), group.add(2)]);
    expect(groups).toEqual([[0, 1, 2]]);
    await group.add(3, 1);
    expect(groups).toEqual([[0, 1, 2], [3]]);
  });

  it('resolves when the item is committed, and not before', async () => {
    const { groups, commit } = recording(undefined, 20);
    const group = createGroupCommit(commit);
    const added = group.add(0);
    await sleep(5);
    expect(groups).toEqual([]);
    await added;
    expect(groups).toEqual([[0]]);
  });

  it('fails the item that fails, and not its company', async () => {
    const { groups, commit } = recording(new Set([1]));
    const group = createGroupCommit(commit);
    const results = await Promise.allSettled(upTo(3).map((item) => group.add(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(groups).toEqual([[0], [2]]);
    await group.add(4);
    expect(groups.at(-1)).toEqual([4]);
  });

  it('refuses when too many wait', async () => {
    const { commit } = recording();
    const group = createGroupCommit(commit, { waiting: 2 });
    const [, , third] = await Promise.allSettled(upTo(3).map((item) => group.add(item)));
    expect(third).toMatchObject({ status: 'rejected', reason: { code: 'OVERLOADED' } });
  });

  it('is drained when everything is committed, the patient too', async () => {
    const { groups, commit } = recording(undefined, 5);
    const group = createGroupCommit(commit);
    void group.add(0);
    void group.add(1, 60_000);
    await group.drained();
    expect(groups.flat()).toEqual([0, 1]);
    await group.drained();
  });
});
