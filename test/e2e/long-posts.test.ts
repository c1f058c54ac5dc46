import { describe, expect, it } from 'vitest';
import type { Locale } from '../../src/i18n/locales.ts';
import type { ViolationKind } from '../../src/kinds/violations.ts';
import { useBot } from '../support/bot.ts';

interface Post {
  readonly name: string;
  readonly text: string;
  /** A section that must be among those shown, by the beginning of its id. */
  readonly section: string;
  readonly template: string;
  readonly kind: ViolationKind;
}

/** As people write in communities: greetings and circumstances around one trouble, first, last or in between. */
const POSTS: Readonly<Record<Locale, readonly Post[]>> = {
  pl: [
    {
      name: 'a holiday greeting first, the trouble last',
      text:
        'Wesołych świąt! U nas spokojnie, ciasto upieczone, śnieg pada. Robię od jesieni stronę dla przychodni i do tej pory było ' +
        'wzorowo. A wczoraj napisali, że mam dorobić jeszcze dwie podstrony w tej samej cenie, bez żadnej dopłaty.',
      section: 'step-address-violations-now#extra-work',
      template: 'extra-work-call',
      kind: 'unpaid-extra-work',
    },
    {
      name: 'in between, with abbreviations and a pause',
      text:
        'Cześć, jestem tu od niedawna i czytam was z przyjemnością. Prowadzę np. profile dla dr. Nowej i kilku sklepów, zawsze było ' +
        'ok. 5 postów... Klient nie zapłacił faktury, minęły trzy tygodnie po terminie. Poza tym lubię górskie wycieczki.',
      section: 'step-address-violations-now#late-payment',
      template: 'late-payment-reminder',
      kind: 'late-payment',
    },
    {
      name: 'a chat without punctuation',
      text:
        'hej robię zdjęcia produktowe dla małej marki fajni ludzie blisko mnie mieszkają i w ogóle tylko że ich szef dzwoni do mnie ' +
        'po godzinach pracy nawet o 22 a ja mam małe dziecko i nie chcę wieczorem odbierać telefonu',
      section: 'step-address-violations-now#after-hours-calls',
      template: 'working-hours-reminder',
      kind: 'after-hours',
    },
  ],
  en: [
    {
      name: 'a holiday greeting first, the trouble last',
      text:
        'Happy holidays! All quiet here, the cake is in the oven and it is snowing. I have been building a site for a clinic since ' +
        'autumn and it went like clockwork. Then yesterday they asked me to add extra pages for the same price, without paying for it.',
      section: 'step-address-violations-now#extra-work',
      template: 'extra-work-call',
      kind: 'unpaid-extra-work',
    },
    {
      name: 'in between, with abbreviations and a pause',
      text:
        'Hi, new here and enjoying it. I look after accounts, e.g. for Dr. Smith and some shops, always fine... ' +
        'The client has not paid my invoice, it is three weeks overdue. Apart from that I like hill walking.',
      section: 'step-address-violations-now#late-payment',
      template: 'late-payment-reminder',
      kind: 'late-payment',
    },
    {
      name: 'a chat without punctuation',
      text:
        'hey i shoot products for a small brand nice people who live close to me and all that but their boss calls me after hours ' +
        'even at 10 pm and i have a small kid and do not want to answer the phone in the evening',
      section: 'step-address-violations-now#after-hours-calls',
      template: 'working-hours-reminder',
      kind: 'after-hours',
    },
  ],
};

describe.each(['pl', 'en'] as const)('long posts (%s)', (locale: Locale) => {
  const bot = useBot({ locale });
  const seat = () => bot().member.in(bot().channel);

  it.each(POSTS[locale])(
    '$name: the section, its message, and the kind in the log',
    async ({ text, section, template, kind }) => {
      const { content, other, channel } = bot();
      const said = other.in(channel).say(text);
      const advice = await seat().useOnMessage('Find advice', said);
      const [slug = '', id] = section.split('#');
      const heading = content.guides[locale].articles.get(slug)?.sections.find((each) => each.id === id)?.heading ?? '';
      expect(advice.text).toContain(heading);
      const title = content.templates[locale].find(template)?.title ?? '';
      const messages = advice.buttons
        .filter(({ customId }) => customId?.includes('template.open'))
        .map(({ label }) => label);
      expect(messages[0]?.slice(0, 20)).toBe(title.slice(0, 20));
      const form = await seat().useOnMessage('Add to my log', said);
      expect(form.fields.find(({ customId }) => customId === 'kind')?.value).toEqual([kind]);
    },
  );

  it('one in which nothing is wrong leads to nothing, and leaves the kind open', async () => {
    const { other, channel } = bot();
    const text =
      locale === 'pl'
        ? 'Kto idzie jutro na piwo? Gramy w planszówki i oglądamy film. Biorę chipsy i przepis na sernik od babci.'
        : 'Who is up for a beer tomorrow? We play board games and watch a film. I will bring crisps and the cheesecake recipe of my gran.';
    const said = other.in(channel).say(text);
    const advice = await seat().useOnMessage('Find advice', said);
    expect(advice.buttons.some(({ customId }) => customId?.includes('template.open'))).toBe(false);
    const form = await seat().useOnMessage('Add to my log', said);
    expect(form.fields.find(({ customId }) => customId === 'kind')?.value).toEqual([]);
  });
});
