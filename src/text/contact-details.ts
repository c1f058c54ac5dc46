/**
 * A detail that identifies a person or company directly. Clients are third parties: neither a label nor a shared text needs it.
 */
export type ContactDetail = 'email' | 'phone' | 'link';

/** Seven or more digits are a phone number, unless they are a date such as 2026-11-24 or 24.11.2026. */
const PHONE = /(?:\+|\b)\d(?:[\s().-]?\d){6,}/;
const DATE = /\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})\b/g;

/** The contact details a text seems to contain. A guess, good enough to ask the author to look again. */
export function contactDetails(text: string): ContactDetail[] {
  const found: ContactDetail[] = [];
  if (/[^\s@]+@[^\s@]+\.[^\s@]+/.test(text)) found.push('email');
  if (PHONE.test(text.replaceAll(DATE, 'x'))) found.push('phone');
  if (/\bhttps?:\/\/|\bwww\.|\b[\w-]+\.(?:pl|com|eu|net|org|io|de|co)\b/i.test(text) && !found.includes('email'))
    found.push('link');
  return found;
}
