import type { Answer } from '@granica/discord-sandbox/persons';

/** The last page of an article: there it counts as read, is rated and leads on, however long its text is at present. */
export async function atEnd(article: Answer): Promise<Answer> {
  const onwards = article.buttons.find(
    ({ label, disabled }) => /^(?:Następna strona|Next page)$/.test(label) && !disabled,
  );
  return onwards ? atEnd(await article.click(onwards.label)) : article;
}
