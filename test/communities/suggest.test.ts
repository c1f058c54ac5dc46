import { describe, expect, it } from 'vitest';
import { suggestSettings } from '../../src/communities/suggest.ts';

const NOTHING = { checkinChannelId: null, moderatorChannelId: null, moderatorRoleId: null };
const channel = (name: string, but: { kind?: 'forum'; open?: boolean; writable?: boolean } = {}) => ({
  id: name,
  name,
  kind: 'text' as const,
  open: false,
  writable: true,
  ...but,
});

describe('a suggestion for the check-in', () => {
  const suggested = (...channels: ReturnType<typeof channel>[]) =>
    suggestSettings('checkin', NOTHING, { channels, roles: [] }).checkinChannelId;

  it.each([
    'check-in',
    'checkin',
    '💬┃check-in',
    'weekly-check-in',
    'cotygodniowy-check-in',
    'check-iny-piątkowe',
    'cotygodniówka',
  ])('goes by the name %s', (name) => expect(suggested(channel('ogólny'), channel(name))).toBe(name));

  it.each(['ogólny', 'weekly-memes', 'checklist', 'check-info', 'recheck-in-x', 'tygodnik'])(
    'finds none in %s',
    (name) => expect(suggested(channel(name))).toBeUndefined(),
  );

  it('takes the likeliest name, none of two that are as likely, and none where the bot may not write', () => {
    expect(suggested(channel('check-in-archiwum'), channel('check-in'))).toBe('check-in');
    expect(suggested(channel('check-in-a'), channel('check-in-b'))).toBeUndefined();
    expect(suggested(channel('check-in', { writable: false }))).toBeUndefined();
  });

  it('leaves what is chosen already', () => {
    const known = { channels: [channel('check-in')], roles: [] };
    expect(suggestSettings('checkin', { ...NOTHING, checkinChannelId: '1' }, known)).toEqual({});
    expect(suggestSettings('checkin', { ...NOTHING, moderatorChannelId: 'check-in' }, known)).toEqual({});
  });
});

describe('a suggestion for the moderators', () => {
  it.each(['moderacja', 'moderator-only', 'mod-team', '🛡️┃mods', 'tylko-dla-moderatorów', 'pokój-modów'])(
    'goes by the name %s, if not everybody sees it',
    (name) => {
      const suggested = (open: boolean) =>
        suggestSettings('moderators', NOTHING, { channels: [channel(name, { open })], roles: [] });
      expect(suggested(false)).toEqual({ moderatorChannelId: name });
      expect(suggested(true)).toEqual({});
    },
  );

  it('goes by the names of roles, and leaves a forum and other words alone', () => {
    const roles = ['Moderatorka', 'Modelki', 'Modernizm'].map((name) => ({ id: name, name }));
    const channels = [channel('moderacja', { kind: 'forum' }), channel('moda'), channel('modlitwa')];
    expect(suggestSettings('moderators', NOTHING, { channels, roles })).toEqual({ moderatorRoleId: 'Moderatorka' });
  });
});
