import { describe, expect, it } from 'vitest';
import { read } from '../../../support/articles.ts';
import { useBot } from '../../../support/bot.ts';
import { typedFile } from '../../../support/community-scene.ts';
import { TEST_SCENES } from '../../../support/practice.ts';

describe('removing a scene of a community', () => {
  const bot = useBot({ locale: 'en', scenes: TEST_SCENES });
  const run = (command: string, options = {}) => read(bot().moderator.in(bot().checkin).run(command, options));
  const titles = async () =>
    (await bot().member.in(bot().channel).type('/practice', { scene: 'logo' }, 'scene')).map(({ name }) => name);

  it('asks first; it disappears from the list, and comes back', async () => {
    const upload = { name: 'our-logo.md', content: typedFile('en'), contentType: 'text/markdown' };
    await (await run('/admin scene add', { file: upload })).click('Publish');
    expect(await titles()).toEqual(['A logo for nothing · from this server: A café wants three drafts first']);
    const ask = await run('/admin scene remove', { scene: 'A logo for nothing' });
    expect(ask.text).toContain('Remove the scene “A logo for nothing”?');
    const removed = await ask.click('Remove');
    expect(removed.text).toContain('Removed: A logo for nothing.');
    expect(await titles()).toEqual([]);
    await removed.click('Restore');
    expect(await titles()).toEqual(['A logo for nothing · from this server: A café wants three drafts first']);
  });

  it('says which scenes there are none of', async () => {
    expect((await run('/admin scene remove', { scene: 'nothing' })).text).toContain('There is no scene “nothing” here');
  });
});
