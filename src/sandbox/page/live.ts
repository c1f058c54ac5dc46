import type { ChannelView, LiveEvent, MessageView, WorldView } from '../protocol.ts';
import { actAs, eventsUrl, fetchCommands, fetchGuide, fetchMessages, fetchRecords, fetchWorld } from './api.ts';
import { beginAgain } from './guide/guide.ts';
import { loadGuide } from './guide/load.ts';
import { recognise } from './guide/progress.ts';
import { interactionHappened } from './interactions.ts';
import { channelById, firstChannel, guildById, KIND, nameOf } from './lookup.ts';
import { parseInline, plainText } from './markdown/inline.ts';
import { newestCame } from './messages/scroll.ts';
import { textOf } from './messages/text.ts';
import { isUnread, loadChannel, loadCommands, markRead, noteDivider, noteUnread, openChannel } from './places/open.ts';
import { channelInAddress } from './route.ts';
import { change, onItsWay, recall, remember, state } from './store.ts';
import { say } from './ui/live-region.ts';

const KEPT = 400;
/** Milliseconds that the first view waits for what fills it. */
const FIRST_VIEW = 600;
let source: EventSource | undefined;

/** Becomes a person (empty: the last one, or the first): a new view of the world and a new stream of events. */
export function becomePerson(id: string): Promise<void> {
  return onItsWay(becomeNow(id));
}

async function becomeNow(id: string): Promise<void> {
  source?.close();
  actAs(id || recall('person'));
  const world = await fetchWorld();
  actAs(world.me.id);
  remember('person', world.me.id);
  const place = placeIn(world);
  // Shown at once with all that is there: what came piece by piece would push the rest about.
  const [guide, messages, commands] = await Promise.all([
    soon(fetchGuide()),
    place && soon(messagesOf(place)),
    place && soon(fetchCommands(place.id)),
  ]);
  const changed = state.world !== undefined && state.world.me.id !== world.me.id;
  change({
    world,
    guide,
    clockReadAt: Date.now(),
    histories:
      place && messages ? { [place.id]: { list: messages, complete: messages.length < 50, loading: false } } : {},
    commands: place && commands ? { [place.id]: commands } : {},
    pending: [],
    typing: {},
    form: undefined,
    closedForm: undefined,
    replyTo: undefined,
    editing: '',
  });
  noteUnread();
  if (place) openChannel(place.id, messages !== undefined && commands !== undefined);
  else change({ channelId: '' });
  if (!guide) void loadGuide();
  if (changed) recognise({ kind: 'person', name: world.me.name });
  listen();
}

/** Where a person begins: where the page was, what the address names, or the first channel. */
function placeIn({ guilds, directMessages }: WorldView): ChannelView | undefined {
  const channels = [...guilds.flatMap((guild) => guild.channels), ...directMessages];
  const wanted = [state.channelId, channelInAddress()].find((id) => channels.some((channel) => channel.id === id));
  return channels.find(({ id, type }) => (wanted === undefined ? type === KIND.text : id === wanted)) ?? channels[0];
}

/** What comes soon enough for the first view; the rest is shown when it comes. */
function soon<T>(asked: Promise<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, FIRST_VIEW, undefined));
  return Promise.race([asked.catch(() => undefined), late]);
}

async function messagesOf({ id, type }: ChannelView): Promise<MessageView[]> {
  return type === KIND.forum ? [] : fetchMessages(id).catch(() => []);
}

/** Reloads everything, e.g. after the server was away. */
async function catchUp(): Promise<void> {
  const world = await fetchWorld();
  if (world.me.id !== state.world?.me.id) return becomePerson('');
  change({ world, clockReadAt: Date.now(), connection: 'live', histories: {} });
  void loadGuide();
  await Promise.all([loadChannel(state.channelId), loadRecords()]);
}

/** Loads the events from before the panel was opened. They are not requested earlier: the bodies are large. */
export async function loadRecords(): Promise<void> {
  if (!state.panelOpen && state.drawer !== 'panel') return;
  const records = await fetchRecords().catch(() => undefined);
  if (records) change({ requests: records.requests, gateway: records.gateway });
}

function listen(): void {
  let opened = false;
  const stream = new EventSource(eventsUrl());
  source = stream;
  stream.onopen = () => {
    if (opened) void catchUp().catch(() => change({ connection: 'lost' }));
    else void loadRecords();
    opened = true;
    change({ connection: 'live' });
  };
  stream.onerror = () => {
    change({ connection: 'lost' });
    // A browser gives up for good if the answer is not a stream, e.g. from a server that is just starting.
    if (stream.readyState === EventSource.CLOSED && source === stream)
      setTimeout(() => void becomePerson('').catch(() => stream.onerror?.(new Event('error'))), 2000);
  };
  stream.onmessage = ({ data }) => happened(JSON.parse(data));
}

function happened(event: LiveEvent): void {
  const { world } = state;
  if (!world) return;
  switch (event.kind) {
    case 'message':
      return event.change === 'deleted'
        ? messageDeleted(event.channelId, event.messageId)
        : messageCame(event.channelId, event.message, event.change === 'created');
    case 'channel':
      return channelChanged(world, event.channel, event.change);
    case 'world':
      return worldChanged(world, event.view);
    case 'commands':
      void loadCommands(state.channelId);
      return;
    case 'interaction':
      return interactionHappened(event);
    case 'typing':
      return typing(event.channelId, event.name);
    case 'bot':
      return change({ world: { ...world, bot: { ...world.bot, online: event.online } } });
    case 'clock':
      return change({ world: { ...world, clock: event.clock }, clockReadAt: Date.now() });
    case 'guide':
      void loadGuide();
      return;
    case 'over':
      return beginAgain();
    case 'faults':
      return change({ world: { ...world, faults: event.faults } });
    case 'request': {
      const others = state.requests.filter(({ id }) => id !== event.request.id);
      return change({ requests: [...others, event.request].slice(-KEPT) });
    }
    case 'gateway':
      return change({ gateway: [...state.gateway, event.record].slice(-KEPT) });
    case 'violation':
      return change({ world: { ...world, violations: [...world.violations, event.violation] } });
  }
}

function messageCame(channelId: string, view: MessageView, created: boolean): void {
  const history = state.histories[channelId];
  const { message } = view;
  if (history) {
    const known = history.list.some((other) => other.message.id === message.id);
    const list = known
      ? history.list.map((other) => (other.message.id === message.id ? view : other))
      : created
        ? [...history.list, view]
        : history.list;
    state.histories = { ...state.histories, [channelId]: { ...history, list } };
  }
  if (created) {
    const channel = channelById(channelId);
    if (channel) channel.lastMessageId = message.id;
    delete state.typing[channelId];
    if (channelId === state.channelId) {
      if (document.visibilityState === 'visible') markRead(channelId);
      else noteDivider(channelId);
      newestCame(isOwn(view));
    }
  }
  if (channelId === state.channelId && message.author.id !== state.world?.me.id && !view.loading)
    say(`${nameOf(message.author.id)}: ${spoken(textOf(message)).slice(0, 400)}`);
  change();
}

/** What the person wrote, or what answers them alone or their command. */
function isOwn({ message, ephemeral, usedBy }: MessageView): boolean {
  const me = state.world?.me.id;
  return message.author.id === me || ephemeral || usedBy?.id === me;
}

/** The text without marks at the start of lines, which mean nothing when read aloud. */
function spoken(text: string): string {
  return plainText(parseInline(text.replaceAll(/^(?:#{1,3}|-#|>>?>?|[-*]) /gm, '')));
}

function messageDeleted(channelId: string, messageId: string): void {
  const history = state.histories[channelId];
  if (!history) return;
  const list = history.list.filter(({ message }) => message.id !== messageId);
  change({ histories: { ...state.histories, [channelId]: { ...history, list } } });
}

function channelChanged(world: WorldView, channel: ChannelView, what: 'created' | 'updated' | 'deleted'): void {
  const replace = (channels: ChannelView[]) => {
    const others = channels.filter(({ id }) => id !== channel.id);
    return what === 'deleted' ? others : [...others, channel].sort((a, b) => a.position - b.position);
  };
  if (what === 'created' && !isUnread(channel.id, channel.lastMessageId)) noteUnread(channel.id);
  const guild = guildById(channel.guildId);
  const next = guild
    ? {
        ...world,
        guilds: world.guilds.map((other) =>
          other === guild ? { ...guild, channels: replace(guild.channels) } : other,
        ),
      }
    : { ...world, directMessages: replace(world.directMessages) };
  change({ world: next });
  leaveWhatIsGone();
}

function worldChanged(before: WorldView, view: WorldView): void {
  change({ world: view, clockReadAt: Date.now() });
  leaveWhatIsGone();
  // The offered commands depend on language and permissions.
  if (view.me.locale !== before.me.locale) state.commands = {};
  void loadCommands(state.channelId);
}

function leaveWhatIsGone(): void {
  if (channelById(state.channelId)) return;
  const channel = firstChannel();
  if (channel) openChannel(channel.id);
  else change({ channelId: '' });
}

/** Discord shows "is typing" for ten seconds. */
function typing(channelId: string, name: string): void {
  if (name === state.world?.me.name) return;
  change({ typing: { ...state.typing, [channelId]: { name, until: Date.now() + 10_000 } } });
  setTimeout(() => change(), 10_050);
}
