/** The text of a template. */
export const template = (title: string, text = 'Cześć {{client}}, dziękuję za wiadomość.') =>
  `---\ntitle: ${title}\nsummary: Krótko i uprzejmie\nkeywords: []\n---\n\n${text}\n`;

/** A community’s file: settings and one template. */
export const whole = {
  format: 'granica-community',
  version: 1,
  settings: { sharing: 'anonymous', retentionMonths: 24, checkinChannelId: '5', moderatorRoleId: null },
  article: [],
  template: [{ slug: 'prosba', locale: 'pl', state: 'published', text: template('Prośba') }],
};

/** A community’s file as it is handed over. */
export const asFile = (content: unknown) => ({
  name: 'granica.json',
  content: typeof content === 'string' ? content : JSON.stringify(content),
});
