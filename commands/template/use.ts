import { defineButton, defineForm, type FormInput } from '../../src/discord/action.ts';
import type { Call } from '../../src/discord/call.ts';
import { choice, defineCommand, type Suggestion } from '../../src/discord/command.ts';
import { giveBack } from '../../src/discord/failures.ts';
import type { Field } from '../../src/discord/form.ts';
import { codeBlock, escapeMarkdown } from '../../src/discord/markdown.ts';
import { choiceParam, textParam } from '../../src/discord/params.ts';
import { buttons, openForm, type Reply, toMe } from '../../src/discord/reply.ts';
import { fold } from '../../src/guide/search/analysis.ts';
import { fillTemplate, usedPlaceholders } from '../../src/templates/fill.ts';
import { type Placeholder, type Template, TONES, type Tone } from '../../src/templates/types.ts';
import { openSection } from '../guide/read.ts';

const DEFAULT_TONE: Tone = 'friendly';

/** Opens a template's form: from an article, from a logged violation. */
export const openTemplate = defineButton({
  name: 'template.open',
  access: 'everyone',
  params: { id: textParam },
  run: (call, { id }) => useTemplate(call, { template: id, tone: DEFAULT_TONE }),
});

const fillAgain = defineButton({
  name: 'template.again',
  access: 'everyone',
  params: { id: textParam, tone: choiceParam(TONES) },
  run: (call, { id, tone }) => useTemplate(call, { template: id, tone }),
});

const submitTemplate = defineForm({
  name: 'template.fill',
  access: 'everyone',
  params: { id: textParam, tone: choiceParam(TONES) },
  run: preview,
});

export const templateUse = defineCommand({
  key: 'template.use',
  access: 'everyone',
  contexts: 'everywhere',
  options: {
    template: { type: 'text', required: true, maxLength: 100, suggest: suggestTemplates },
    tone: choice({ values: TONES, label: (t, tone) => t(`templates:tone.${tone}`) }),
  },
  actions: [openTemplate, fillAgain, submitTemplate],
  run: useTemplate,
});

function useTemplate(call: Call, { template: typed, tone }: { template: string; tone: Tone | undefined }): Reply {
  const template = findTemplate(call, typed);
  if (!template) return toMe(call.t('templates:unknown', { template: escapeMarkdown(typed) }));
  const chosen = tone ?? DEFAULT_TONE;
  const fields = usedPlaceholders(template.tones[chosen], template.placeholders, chosen, template.locale);
  return openForm({
    title: template.title,
    submits: submitTemplate.with({ id: template.id, tone: chosen }),
    fields: fields.slice(0, 5).map(fieldOf),
  });
}

function preview(call: Call, { id, tone }: { id: string; tone: Tone }, { values }: FormInput): Reply {
  const { t } = call;
  const template = findTemplate(call, id);
  if (!template) return giveBack(t, t('templates:unknown', { template: escapeMarkdown(id) }), values.typed);
  const given = Object.fromEntries(
    template.placeholders.map(({ name, kind }) => [name, kind === 'choice' ? values.choice(name) : values.text(name)]),
  );
  const filled = fillTemplate({ template, tone, values: given });
  const again = { label: t('templates:again'), does: fillAgain.with({ id, tone }) };
  if (!filled.ok) {
    const problems = filled.problems.map(({ code, params }) => `- ${t(`templates:problems.${code}`, params)}`);
    const reply = giveBack(t, [t('templates:problems.intro'), ...problems].join('\n'), values.typed);
    return { ...reply, blocks: [...reply.blocks, buttons(again)] };
  }
  return toMe(
    t('templates:ready', { title: template.title }),
    codeBlock(filled.text),
    { type: 'file', file: { name: t('templates:file'), data: filled.text } },
    `-# ${t('templates:why', { why: template.why })}`,
    buttons(again, { label: t('templates:readWhy'), does: openSection.with({ ref: template.guide }) }),
  );
}

function fieldOf(placeholder: Placeholder): Field {
  const { name: id, label, hint, example, required } = placeholder;
  const base = { id, label, required, ...(hint ? { hint } : {}) };
  if (placeholder.kind === 'choice' && placeholder.choices)
    return {
      ...base,
      type: 'choice',
      as: 'radio',
      options: placeholder.choices.map((choice) => ({ ...choice, chosen: choice.value === placeholder.default })),
    };
  const long = placeholder.kind === 'longtext' || placeholder.kind === 'list';
  return { ...base, type: 'text', long, max: placeholder.maxLength, ...(example ? { example } : {}) };
}

function findTemplate({ person, services }: Call, typed: string): Template | undefined {
  const catalogue = services.templates[person.locale];
  return catalogue.find(typed) ?? catalogue.templates.find(({ title }) => fold(title) === fold(typed));
}

/** Templates of which title, summary or keywords hold every word that was typed. */
function suggestTemplates({ person, services }: Call, typed: string): Suggestion[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return services.templates[person.locale].templates
    .filter(({ title, summary, keywords }) => {
      const text = fold([title, summary, ...keywords].join(' '));
      return words.every((word) => text.includes(word));
    })
    .map(({ id, title }) => ({ name: title, value: id }));
}
