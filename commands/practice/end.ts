import type { Call } from '../../src/dialogue/call.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { timestamp } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons, divider } from '../../src/messages/reply.ts';
import { decidedBy, follow, type Step } from '../../src/practice/paths.ts';
import { findRuns, noteRun, type Run } from '../../src/practice/runs.ts';
import type { End, Scene } from '../../src/practice/scene.ts';
import { structureOf } from '../../src/practice/structure.ts';
import { openLink } from '../guide/controls.ts';
import { guideFor } from '../guide/here.ts';
import { templateControls } from '../template/controls.ts';
import { findTemplate } from '../template/find.ts';
import { practiceControls } from './controls.ts';
import { type Conversation, differently } from './here.ts';
import { elsewhere, header } from './turn.ts';

/** How a conversation ended, which reply made the difference and why, and where to go on. Notes that it was played. */
export async function presentEnd(call: Call, conversation: Conversation, end: End): Promise<(string | Block)[]> {
  const { t } = call;
  const { scene, place } = conversation;
  const decided = decidedBy(place);
  const isDraft = scene.origin === 'draft';
  const before = isDraft ? undefined : await ifReachable(call, () => noteAndRecall(call, conversation));
  return [
    ...header(call, conversation),
    end.text,
    divider,
    t('practice:end.what', {
      end: t(`practice:ends.${end.end}`),
      relationship: t(`practice:relationships.${end.relationship}`),
    }),
    ...(decided ? [decidingLine(t, decided, place.steps.at(-1) === decided)] : []),
    ...(before ? [recallLine(t, scene, before, decided)] : []),
    ...(await furtherButtons(call, scene)),
    buttons(
      { label: t('practice:end.again'), style: 'primary', does: practiceControls.begin.with({ scene: scene.slug }) },
      ...differently(call, conversation),
      elsewhere(call, scene),
    ),
  ];
}

/** Notes the run. Returns the one before it of the same scene. */
async function noteAndRecall(call: Call, { scene, play, place }: Conversation): Promise<Run | undefined> {
  const { services, person, community } = call;
  const runs = await findRuns(services, person.id);
  const known = runs.findIndex((run) => run.play === play);
  if (known < 0) await noteRun(services, { personId: person.id, communityId: community?.id, play }, scene, place);
  return runs.slice(known + 1).find((run) => run.scene === scene.slug);
}

/** The reply that made the difference, quoted where it is not the one that stands at the top, and why. */
function decidingLine(t: Call['t'], { said }: Step, isLast: boolean): string {
  if (said.type === 'own') return `${t('practice:end.difference')}\n${t(`practice:notes.${said.way}`)}`;
  const { text, note } = said.reply;
  const difference = isLast ? t('practice:end.lastDifference') : `${t('practice:end.difference')}\n> ${text}`;
  return `${difference}\n${note}`.trimEnd();
}

/** What was said at the deciding turn the time before; only how it ended if that turn was not reached, or the scene has changed. */
function recallLine(t: Call['t'], scene: Scene, run: Run, decided: Step | undefined): string {
  const [when, end] = [timestamp(run.endedAt, 'D'), t(`practice:ends.${run.end}`)];
  const then = run.structure === structureOf(scene) ? follow(scene, run.path) : undefined;
  const step = then?.steps.find(({ turn }) => turn.id === decided?.turn.id);
  if (step?.said.type === 'written') return t('practice:end.before', { when, end, said: step.said.reply.text });
  return t(step ? 'practice:end.beforeOwn' : 'practice:end.beforeOther', { when, end });
}

/** The section that says why, and the template to send; what a community has hidden is left out. */
async function furtherButtons(call: Call, scene: Scene): Promise<Block[]> {
  const { t } = call;
  const [slug = '', sectionId] = scene.section.split('#');
  const article = (await guideFor(call)).articles.get(slug);
  const section = article?.sections.find(({ id }) => id === sectionId);
  const template = await findTemplate(call, scene.template);
  const list: Button[] = [
    ...(article
      ? [
          {
            label: shorten(t('practice:end.read', { title: section?.heading ?? article.title }), LIMITS.buttonLabel),
            emoji: '📖',
            does: openLink(slug, section?.id),
          },
        ]
      : []),
    ...(template
      ? [
          {
            label: shorten(t('practice:end.template', { title: template.title }), LIMITS.buttonLabel),
            emoji: '✉️',
            does: templateControls.open.with({ id: scene.template }),
          },
        ]
      : []),
  ];
  return list.length > 0 ? [buttons(...list)] : [];
}
