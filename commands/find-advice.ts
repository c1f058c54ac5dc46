import type { Call } from '../src/dialogue/call.ts';
import { defineMessageCommand, type TargetMessage } from '../src/dialogue/command.ts';
import { adviseOn } from '../src/guide/reading/advice.ts';
import type { SearchDocument } from '../src/guide/search/passages.ts';
import { kindAbout } from '../src/kinds/what-helps.ts';
import { type Block, buttons, divider, type Reply, toMe } from '../src/messages/reply.ts';
import { sceneAbout } from '../src/practice/suggest.ts';
import { openLink } from './guide/controls.ts';
import { sourcesFor } from './guide/here.ts';
import { presentOwnWays } from './guide/no-answer.ts';
import { passageText } from './guide/passage.ts';
import { presentMessages } from './guide/ready-messages.ts';
import { scenesFor } from './practice/here.ts';
import { practiseButtons } from './practice/offer.ts';

const SNIPPET_LENGTH = 160;

/** Sections and templates for a message's text. Only the person sees it; nothing of the message is stored. */
export const findAdvice = defineMessageCommand({
  key: 'advice',
  access: 'everyone',
  contexts: 'everywhere',
  run: presentAdvice,
});

async function presentAdvice(call: Call, { text }: TargetMessage): Promise<Reply> {
  const { t } = call;
  const ways = { search: call.command('guide.search'), browse: call.command('guide.browse') };
  if (text.trim() === '') return toMe(t('guide:advice.noText', ways));
  const { confidence, documents } = adviseOn(await sourcesFor(call), text);
  const intro = t(`guide:advice.${confidence}`, ways);
  if (confidence === 'nothing') return toMe(intro, ...presentOwnWays(call));
  return toMe(
    intro,
    ...documents.map((document) => presentSection(call, document)),
    ...(await presentMessages(call, documents, confidence)),
    ...(await presentScene(call, documents)),
  );
}

/** The conversation that rehearses what the first section is about, if there is one. */
async function presentScene(call: Call, [first]: readonly SearchDocument[]): Promise<Block[]> {
  const scene = first && sceneAbout(await scenesFor(call), first.id, [kindAbout(first.id)]);
  // Without a line it would stand among the messages above it.
  return scene ? [divider, buttons(...practiseButtons(call.t, scene))] : [];
}

/** Article and heading, and the beginning of the section. */
function presentSection(call: Call, document: SearchDocument): Block {
  const { id, slug } = document;
  const [, section] = id.split('#');
  return {
    type: 'section',
    text: passageText(document, new Set(), SNIPPET_LENGTH),
    button: { label: call.t('guide:advice.read'), does: openLink(slug, section) },
  };
}
