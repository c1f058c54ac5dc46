import type { Assistant } from '../../src/assistant/start.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { listCommunitiesOf } from '../../src/members/community-numbers.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';

/** Maximum communities listed: they fit a message, whatever their names. */
const MOST = 12;

/** What is sent to the language model, and in which communities. */
export async function saySending(call: Call): Promise<string> {
  const { t, services, person, community } = call;
  const { db, assistant } = services;
  const title = `### ${t('privacy:sending.title')}`;
  if (!assistant?.endpoint.complete) return `${title}\n${t('privacy:sending.noModel')}`;
  const known = await listCommunitiesOf(db, person.id);
  const ids = [...new Set([...(community ? [community.id] : []), ...known])];
  const settings = await db.community.findMany({
    where: { id: { in: ids } },
    select: { id: true, assistant: true, digestSummary: true },
  });
  const lines = ids.flatMap((id) => {
    const name = services.guilds.name(id);
    // The bot has left, so nothing can be asked or shared there.
    if (name === undefined) return [];
    const here = settings.find((row) => row.id === id);
    return [`- ${sayCommunity(call, assistant, name, here)}`];
  });
  if (lines.length === 0) return `${title}\n${t('privacy:sending.nowhere')}`;
  const more = lines.length > MOST ? [t('privacy:sending.more', { count: lines.length - MOST })] : [];
  return [title, ...lines.slice(0, MOST), ...more].join('\n');
}

function sayCommunity(
  { t, command }: Call,
  { endpoint, host, isLocal }: Assistant,
  name: string,
  settings: { readonly assistant: boolean; readonly digestSummary: boolean } | undefined,
): string {
  const community = escapeMarkdown(name);
  if (!settings?.assistant) return t('privacy:sending.off', { community });
  const ask = command('ask');
  return [
    t('privacy:sending.on', { community, host, ask }),
    ...(endpoint.embed && !isLocal ? [t('privacy:sending.search', { ask })] : []),
    ...(endpoint.embed && isLocal ? [t('privacy:sending.searchHere', { ask, search: command('guide.search') })] : []),
    t(settings.digestSummary ? 'privacy:sending.summary' : 'privacy:sending.noSummary'),
  ].join(' ');
}
