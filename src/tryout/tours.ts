import type { Texts, Tour, TourMark, TourStep } from '@granica/discord-sandbox/demo';
import type { StringKey } from '../i18n/keys.ts';

/** The custom ids of controls: a version, one of the names, and the end or values. */
function anyOf(names: readonly string[]): string {
  return `^\\d+:(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})(:|$)`;
}

const command = (path: string): TourMark => ({ kind: 'command', path });
const press = (...names: string[]): TourMark => ({ kind: 'press', customId: anyOf(names) });
const form = (...names: string[]): TourMark => ({ kind: 'form', customId: anyOf(names) });

/** Three walks through Granica, in five steps each: for a member, a moderator, and a developer. */
export function listTours(texts: (key: StringKey) => Texts): Tour[] {
  const step = (title: StringKey, text: StringKey, done: TourMark, more: Partial<TourStep> = {}): TourStep => ({
    title: texts(title),
    text: texts(text),
    done,
    ...more,
  });
  return [
    {
      id: 'member',
      name: texts('tours:member.name'),
      summary: texts('tours:member.summary'),
      steps: [
        step('tours:member.search.title', 'tours:member.search.text', command('guide search'), { as: 'Kasia' }),
        step('tours:member.read.title', 'tours:member.read.text', press('guide.open', 'guide.show', 'guide.section'), {
          as: 'Kasia',
        }),
        step('tours:member.template.title', 'tours:member.template.text', form('template.fill'), { as: 'Kasia' }),
        step('tours:member.log.title', 'tours:member.log.text', form('violation.log'), { as: 'Kasia' }),
        step('tours:member.privacy.title', 'tours:member.privacy.text', command('privacy show'), { as: 'Kasia' }),
      ],
    },
    {
      id: 'moderator',
      name: texts('tours:moderator.name'),
      summary: texts('tours:moderator.summary'),
      steps: [
        step('tours:moderator.setup.title', 'tours:moderator.setup.text', command('admin setup'), { as: 'Marta' }),
        step('tours:moderator.finish.title', 'tours:moderator.finish.text', press('setup.try', 'setup.finish'), {
          as: 'Marta',
        }),
        step(
          'tours:moderator.post.title',
          'tours:moderator.post.text',
          { kind: 'clock', moment: 'checkin' },
          { moment: 'checkin' },
        ),
        step('tours:moderator.answer.title', 'tours:moderator.answer.text', press('checkin.calm', 'violation.open'), {
          as: 'Kasia',
          channel: 'check-in',
        }),
        step(
          'tours:moderator.close.title',
          'tours:moderator.close.text',
          { kind: 'clock', moment: 'close' },
          { moment: 'close' },
        ),
      ],
    },
    {
      id: 'developer',
      name: texts('tours:developer.name'),
      summary: texts('tours:developer.summary'),
      steps: [
        step('tours:developer.behind.title', 'tours:developer.behind.text', { kind: 'panel', tab: 'events' }),
        step('tours:developer.request.title', 'tours:developer.request.text', { kind: 'record' }),
        step('tours:developer.fault.title', 'tours:developer.fault.text', { kind: 'fault' }),
        step('tours:developer.cope.title', 'tours:developer.cope.text', command('')),
        step('tours:developer.language.title', 'tours:developer.language.text', { kind: 'language' }),
      ],
    },
  ];
}
