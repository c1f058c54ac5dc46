import { fileURLToPath } from 'node:url';
import { checkinControls } from '../../../commands/checkin/controls.ts';
import { violationControls } from '../../../commands/violation/controls.ts';
import { readJudged } from '../../search-eval.ts';
import { answerOf } from '../stand-in/interactions.ts';
import type { AnswerKind, Ask, Payload, Task } from '../stand-in/protocol.ts';
import { fillForm, findControl } from './forms.ts';
import { markOf } from './marks.ts';
import { CHECKIN } from './store.ts';

/** A row of the table; its asks need ids out of earlier answers of Granica. */
export interface Row extends Omit<Task, 'asks'> {
  readonly name: string;
  readonly asks: (look: Look) => Promise<readonly Ask[]> | readonly Ask[];
}

/** Asks something once and returns what it showed. */
export type Look = (ask: Ask) => Promise<Payload>;

/** The row of a bare `/ping`, the yardstick of all others. */
export const PING: Task = {
  row: 99,
  asks: [{ kind: 'command', path: 'ping' }],
  kind: 'message',
  mark: '"pong"',
  same: true,
};

const ARTICLE = 'step-put-it-in-writing';
const STORY = 'Klient zadzwonił w sobotę wieczorem i poprosił o dwie dodatkowe podstrony na poniedziałek.';
const ANSWERED = [
  markOf('guide:search.confident', 'query'),
  markOf('guide:search.closest', 'query'),
  markOf('guide:search.nothing', 'query', 'browse'),
].join('|');

const command = (path: string, options: Record<string, string> = {}): Ask => ({ kind: 'command', path, options });
const useTemplate = command('template use', { template: 'polite-refusal' });
const read = command('guide read', { article: ARTICLE });

/** The post of the check-in, as far as its buttons need it. */
const post: Payload = { content: 'Check-in', flags: 0 };
export const pressCalm: Ask = {
  kind: 'button',
  customId: checkinControls.calm.with({ checkin: CHECKIN }),
  message: post,
};
export const pressLog: Ask = {
  kind: 'button',
  customId: violationControls.open.with({ kind: undefined, checkin: CHECKIN }),
  message: post,
};
const pressBoundary: Ask = {
  kind: 'button',
  customId: checkinControls.boundary.with({ checkin: CHECKIN }),
  message: post,
};

export const fillEntry = (form: Payload): Ask =>
  fillForm(form, { kind: 'scope-creep', story: STORY, client: 'agencja', reaction: 'reminded' });

export const MARKS = {
  form: '"custom_id":"1:violation\\.log:',
  entry: markOf('violations:saved'),
  calm: markOf('checkins:answer.calm'),
} as const;

function queries(): Ask[] {
  const judged = readJudged(fileURLToPath(new URL('../../../test/search-dev.json', import.meta.url)));
  return judged.map(({ query }) => command('guide search', { query }));
}

type Shape = readonly [name: string, kind: AnswerKind, mark: string, same: boolean, asks: Row['asks']];

const SHAPES: readonly Shape[] = [
  ['/help', 'message', markOf('help:title'), true, () => [command('help')]],
  [
    '/guide search, one query',
    'message',
    ANSWERED,
    true,
    () => [command('guide search', { query: 'klient nie płaci' })],
  ],
  ['/guide search, many queries', 'message', ANSWERED, true, queries],
  ['/guide read', 'message', '1:guide\\.show:', false, () => [read]],
  ['/guide tip', 'message', '1:guide\\.anotherTip', false, () => [command('guide tip')]],
  ['/template list', 'message', '1:template\\.view', true, () => [command('template list')]],
  ['/template use: form', 'form', '"custom_id":"1:template\\.fill:', false, () => [useTemplate]],
  [
    '/template use: form sent',
    'message',
    '1:template\\.tone:',
    false,
    async (look) => [
      fillForm(await look(useTemplate), {
        client: 'Pani Anna',
        project: 'sklep internetowy',
        sender: 'Jan',
      }),
    ],
  ],
  ['/violation log: form', 'form', MARKS.form, true, () => [command('violation log')]],
  [
    '/violation log: form sent',
    'message',
    MARKS.entry,
    false,
    async (look) => [fillEntry(await look(command('violation log')))],
  ],
  [
    '/violation list',
    'message',
    `${markOf('violations:list.line', 'when', 'state', 'weight', 'reaction')}|${markOf('violations:list.empty', 'log')}`,
    false,
    () => [command('violation list')],
  ],
  ['check-in: calm', 'message', MARKS.calm, false, () => [pressCalm]],
  ['check-in: boundary, form', 'form', '1:checkin\\.saveBoundary:', false, () => [pressBoundary]],
  [
    'check-in: boundary, form sent',
    'message',
    markOf('checkins:answer.boundarySaved', 'boundary'),
    false,
    async (look) => [fillForm(await look(pressBoundary), { boundary: 'Po 17 nie odbieram telefonu.' })],
  ],
  [
    'page of an article',
    'update',
    '1:guide\\.show:',
    false,
    async (look) => {
      const message = await look(read);
      return [{ kind: 'button', customId: findControl(message, /^1:guide\.show:.*:page$/), message }];
    },
  ],
  [
    'suggestion of an article',
    'suggestions',
    '"value"',
    true,
    () => [{ kind: 'suggestion', path: 'guide read', options: { article: 'plat' } }],
  ],
  [
    'suggestion of a template',
    'suggestions',
    '"value"',
    false,
    () => [{ kind: 'suggestion', path: 'template use', options: { template: 'plat' } }],
  ],
];

/** Everything that is measured: what everybody uses, what brings many people at once, and what is asked at every key. */
export const ROWS: readonly Row[] = SHAPES.map(([name, kind, mark, same, asks], row) => ({
  row,
  name,
  kind,
  mark,
  same,
  asks,
}));

/** A row with its asks, found out from a running Granica. */
export async function taskOf(row: Row, look: (ask: Ask) => Promise<Parameters<typeof answerOf>[0]>): Promise<Task> {
  const { name: _name, asks, ...rest } = row;
  return { ...rest, asks: await asks(async (ask) => answerOf(await look(ask))) };
}
