import { defineButton, defineForm } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { changeMember } from '../../src/members/settings.ts';
import { type Block, buttons, openForm, type Reply, toMe, update } from '../../src/messages/reply.ts';
import { saySpans } from '../../src/sheet/words.ts';
import { formatTime } from '../../src/text/format.ts';
import { hoursControls, settingsControls } from './controls.ts';
import { type InForce, settingsInForce } from './in-force.ts';
import { saveZone } from './zone.ts';

/** The button names the language rather than the other one: an old message does what it says. */
const speak = defineButton({
  ...settingsControls.speak,
  access: 'everyone',
  async run(call, { locale }) {
    const { services, person, translator } = call;
    await changeMember(services.db, person.id, { locale });
    const speaking = { ...call, t: translator(locale), person: { ...person, locale } };
    return update(speaking.t('settings:language.saved'), ...(await presentSettings(speaking)));
  },
});

const openZone = defineButton({
  ...settingsControls.zone,
  access: 'everyone',
  run: ({ t }) =>
    openForm({
      title: t('settings:zone.formTitle'),
      submits: settingsControls.zoneForm.with({}),
      fields: [
        {
          type: 'text',
          id: 'city',
          label: t('settings:zone.formLabel'),
          hint: t('settings:zone.formHint'),
          max: 60,
        },
      ],
    }),
});

const submitZone = defineForm({
  ...settingsControls.zoneForm,
  access: 'everyone',
  async run(call, _params, { values, message }) {
    const { saved, lines } = await saveZone(call, values.text('city'));
    const again = { label: call.t('settings:zone.again'), does: settingsControls.zone.with({}) };
    if (!saved) return toMe(...lines, buttons(again));
    const blocks = [...lines, ...(await presentSettings(call))];
    return message ? update(...blocks) : toMe(...blocks);
  },
});

/** What is set, and where it comes from; the buttons change it. */
export const settingsShow = defineCommand({
  key: 'settings.show',
  access: 'everyone',
  contexts: 'everywhere',
  actions: [speak, openZone, submitZone],
  run: async (call): Promise<Reply> => toMe(...(await presentSettings(call))),
});

async function presentSettings(call: Call): Promise<(string | Block)[]> {
  const { t, person, translator } = call;
  const inForce = await settingsInForce(call);
  const other: Locale = person.locale === 'pl' ? 'en' : 'pl';
  const language = t(`settings:show.names.${person.locale}`);
  return [
    `## ${t('settings:show.title')}`,
    [
      t(inForce.settings.locale ? 'settings:show.language' : 'settings:show.languageDiscord', { language }),
      sayZone(call, inForce),
      sayHours(call, inForce),
    ]
      .map((line) => `- ${line}`)
      .join('\n'),
    `-# ${t('settings:show.only')}`,
    buttons(
      // In its own language, for people who cannot read this one.
      { label: translator(other)('settings:show.speak'), does: settingsControls.speak.with({ locale: other }) },
      { label: t('settings:show.changeHours'), does: hoursControls.open.with({}) },
      { label: t('settings:show.changeZone'), does: settingsControls.zone.with({}) },
    ),
  ];
}

function sayZone(call: Call, inForce: InForce): string {
  const { t, person, services } = call;
  const zone = zoneOf(inForce);
  const time = formatTime(services.clock.now(), zone, person.locale);
  if (inForce.settings.zone) return t('settings:show.zoneOwn', { zone, time });
  return t(inForce.sheet.hours?.zone ? 'settings:show.zoneSheet' : 'settings:show.zoneDefault', { zone, time });
}

function sayHours({ t, person }: Call, inForce: InForce): string {
  const { source, spans, zone } = inForce.window;
  const said = saySpans(spans, { t, locale: person.locale });
  const hours = zone === zoneOf(inForce) ? said : `${said} (${zone})`;
  if (source === 'settings') return t('settings:show.hoursSettings', { hours });
  return t(source === 'sheet' ? 'settings:show.hoursSheet' : 'settings:show.hoursDefault', { hours });
}

const zoneOf = ({ settings, sheet, defaultZone }: InForce): string => settings.zone ?? sheet.hours?.zone ?? defaultZone;
