import type { Answer } from '@granica/discord-sandbox/persons';
import type { Locale } from '../../src/i18n/locales.ts';
import { openDocument, writeDocument } from '../../src/practice/document.ts';
import { newDocument, type TypedHead, type TypedPart, withPart } from '../../src/practice/typed.ts';

/** A small scene as moderators type it: what is typed into the form of its head, and of each part in the order in which they are asked for. */
export interface TypedScene {
  readonly head: TypedHead;
  readonly parts: readonly (readonly [id: string, typed: Partial<TypedPart>])[];
}

export const TYPED: Readonly<Record<Locale, TypedScene>> = {
  pl: {
    head: {
      title: 'Logo za darmo',
      summary: 'Kawiarnia chce najpierw trzech szkiców',
      client: 'pan Robert, otwiera kawiarnię, mówi szybko',
      wish: 'zobaczyć szkice, zanim zapłaci',
      opening: 'Pan Robert dzwoni w sprawie logo. Poznaliście się tydzień temu.',
    },
    parts: [
      [
        'start',
        {
          text: '> Zrobimy tak: trzy szkice, a potem pogadamy o pieniądzach.',
          replies:
            '„Jeden szkic kosztuje 800 zł.” -> targuje się\n(Pada kwota, więc jest o czym rozmawiać.)\n„Jasne!” -> zgoda',
          own: 'targuje się, zgoda, zgoda, targuje się',
        },
      ],
      ['targuje-sie', { text: '> A za 500?', replies: '„800 zł.” -> zaplata\n„600 zł.” -> polowa' }],
      [
        'zgoda',
        { text: '> Na poniedziałek?', replies: '„Na poniedziałek.” -> weekend\n„Jeden jest za darmo.” -> polowa' },
      ],
      ['zaplata', { text: 'Pan Robert wpłaca zaliczkę.', end: 'kept', relationship: 'stronger' }],
      ['polowa', { text: 'Spotykacie się w połowie.', end: 'partly', relationship: 'same' }],
      ['weekend', { text: 'Rysujesz cały weekend.', end: 'given-up', relationship: 'same' }],
    ],
  },
  en: {
    head: {
      title: 'A logo for nothing',
      summary: 'A café wants three drafts first',
      client: 'Rob, opens a café, talks fast',
      wish: 'to see drafts before he pays',
      opening: 'Rob rings about a logo. You met a week ago.',
    },
    parts: [
      [
        'start',
        {
          text: '> Here’s how we do it: three drafts, and then we talk money.',
          replies: '“One draft is £180.” -> haggles\n(There is a number to talk about.)\n“Of course!” -> agrees',
          own: 'haggles, agrees, agrees, haggles',
        },
      ],
      ['haggles', { text: '> What about £100?', replies: '“It’s £180.” -> paid\n“£140.” -> halfway' }],
      ['agrees', { text: '> By Monday?', replies: '“By Monday.” -> weekend\n“One is free.” -> halfway' }],
      ['paid', { text: 'Rob pays the deposit.', end: 'kept', relationship: 'stronger' }],
      ['halfway', { text: 'You meet in the middle.', end: 'partly', relationship: 'same' }],
      ['weekend', { text: 'You draw all weekend.', end: 'given-up', relationship: 'same' }],
    ],
  },
};

/** The same scene as a file, with other fields of front matter where they are given. */
export function typedFile(locale: Locale, fields: object = {}): string {
  const { head, parts } = TYPED[locale];
  const nothing: TypedPart = { text: '', replies: '', own: '', end: undefined, relationship: undefined };
  const document = parts.reduce((now, [id, typed]) => withPart(now, id, { ...nothing, ...typed }), newDocument(head));
  const source = writeDocument({
    ...document,
    fields: { ...document.fields, kinds: ['unpaid-extra-work'], ...fields },
  });
  if (!openDocument(source)) throw new Error('the scene for tests cannot be opened');
  return source;
}

/** The select of a draft’s page: its parts, the kinds, or the register. */
export function selectOf(page: Answer, control: 'pick' | 'kinds' | 'register'): string {
  return page.selects.find(({ customId }) => customId.startsWith(`1:admin.scene.${control}:`))?.customId ?? '';
}

/** Fills in the form of a part. */
export async function submitPart(form: Answer, typed: Partial<TypedPart>): Promise<Answer> {
  const { text = '', replies = '', own = '', end, relationship } = typed;
  const chosen = { ...(end ? { end } : {}), ...(relationship ? { relationship } : {}) };
  return form.submit({ text, replies, own, ...chosen });
}
