import { describe, expect, it } from 'vitest';
import { newId } from '../../src/database/ids.ts';
import { cancelNotice, oweNotice, resetNotice } from '../../src/notices/notices.ts';
import { MONDAY, useNotices } from '../support/notices.ts';

const { bot, clock, context, tick, direct, posts, brought, followersOf, agree, owe } = useNotices();

describe('a notice that no direct message may carry', () => {
  it('follows the member’s next private answer, once, and nobody else’s', async () => {
    const { member, other, channel } = bot();
    await owe(member);
    await tick();
    expect(posts()).toBe(0);
    expect(await brought(other)).toEqual([]);
    const answer = await brought(member);
    expect(answer).toHaveLength(1);
    expect(answer[0]?.ephemeral).toBe(true);
    expect(await brought(member)).toEqual([]);
    expect(
      other
        .in(channel)
        .messages()
        .filter(({ raw }) => raw.flags === 1 << 15),
    ).toEqual([]);
  });

  it('never follows a public answer', async () => {
    const { member, channel } = bot();
    const article = await member.in(channel).run('/poradnik czytaj', { article: 'tip-official-channels' });
    await followersOf(article);
    const found = await member
      .in(channel)
      .run('/poradnik szukaj', { query: 'Jak upiec sernik z rodzynkami na blachę?' });
    const form = await found.click('Zapytaj społeczność');
    await owe(member);
    await tick();
    const shared = await form.submit({ question: 'Kto piecze serniki?' });
    expect(shared.ephemeral).toBe(false);
    expect(await followersOf(shared)).toEqual([]);
    expect(await brought(member)).toHaveLength(1);
  });

  it('is not lost when it could not be shown', async () => {
    const { member, sandbox } = bot();
    await owe(member);
    await tick();
    sandbox.faults.add({ kind: 'forbidden', on: 'POST /webhooks/' });
    expect(await brought(member)).toEqual([]);
    expect(await brought(member)).toHaveLength(1);
  });

  it('comes privately when their direct messages turn out to be closed, and no further one is tried', async () => {
    const { member } = bot();
    clock.set(MONDAY);
    member.set({ dmsClosed: true });
    try {
      await agree(member);
      await owe(member);
      await tick();
      expect(posts()).toBe(1);
      expect(await brought(member)).toHaveLength(1);
      await owe(member);
      await tick();
      expect(posts()).toBe(1);
    } finally {
      member.set({ dmsClosed: false });
    }
    await agree(member); // they say that they want them again
    await owe(member);
    await tick();
    expect(direct(member)).toHaveLength(1);
  });

  it('is dropped when it is stale, or when there is nothing to say any more', async () => {
    const { member, database } = bot();
    await owe(member, { staleAt: clock.now().add({ hours: 1 }) });
    await owe(member, { subject: newId(0) });
    await tick();
    clock.advance({ hours: 2 });
    expect(await brought(member)).toEqual([]);
    expect(await database.db.notice.count()).toBe(0);
  });
});

describe('owing the same notice again', () => {
  it('changes nothing, also after it was delivered', async () => {
    const { member } = bot();
    const notice = await owe(member);
    await oweNotice(context(), notice);
    await tick();
    expect(await brought(member)).toHaveLength(1);
    await oweNotice(context(), notice);
    await tick();
    expect(await brought(member)).toEqual([]);
  });

  it('unless it is set anew, or cancelled', async () => {
    const { member } = bot();
    const notice = await owe(member);
    await resetNotice(context(), { ...notice, dueAt: clock.now().add({ hours: 48 }) });
    await tick();
    expect(await brought(member)).toEqual([]);
    clock.advance({ days: 2 });
    await tick();
    await cancelNotice(bot().database.db, notice);
    expect(await brought(member)).toEqual([]);
  });
});
