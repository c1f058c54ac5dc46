/** The article with which a newcomer begins. */
export const FIRST_ARTICLE = 'why-it-is-hard';
