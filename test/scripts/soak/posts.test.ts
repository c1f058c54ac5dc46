import { expect, it } from 'vitest';
import { cardControls } from '../../../commands/checkin/cards/controls.ts';
import { checkinControls } from '../../../commands/checkin/controls.ts';
import { duplicatedPosts, postedIn } from '../../../scripts/soak/posts.ts';

const checkin = '01900000-0000-7000-8000-000000000001';
const other = '01900000-0000-7000-8000-000000000002';
const post = (channelId: string, id = checkin) => ({
  channelId,
  customIds: [checkinControls.calm.with({ checkin: id })],
});

it('finds a check-in, a question and a card that are seen twice in their channel', () => {
  const question = { channelId: 'thread', customIds: [checkinControls.join.with({ checkin })] };
  const card = { channelId: 'thread', customIds: ['other', cardControls.meToo.with({ card: checkin })] };
  expect(duplicatedPosts([post('a'), post('a', other), question, card])).toEqual([]);
  const found = duplicatedPosts([post('a'), post('a'), post('a'), question, question, card, card]);
  expect(found.map((line) => line.split(' ')[0])).toEqual(['check-in', 'question', 'card']);
  expect(found[0]).toContain('(3 times)');
});

it('leaves messages without such controls alone', () => {
  expect(
    duplicatedPosts([
      { channelId: 'a', customIds: [] },
      { channelId: 'a', customIds: [] },
    ]),
  ).toEqual([]);
});

it('says in how many channels a check-in is posted, whatever else stands there', () => {
  const channels = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  expect(postedIn([post('a'), post('a'), post('x'), { channelId: 'b', customIds: ['1:other'] }], channels)).toBe(1);
});
