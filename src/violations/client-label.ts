/** What a client's label should not hold: clients are third parties, and a label tells them apart as well as a name. */
export type LabelWarning = 'email' | 'phone' | 'link';

/** What in a label identifies a person or company directly; empty if nothing does. */
export function labelWarnings(label: string): LabelWarning[] {
  const warnings: LabelWarning[] = [];
  if (/[^\s@]+@[^\s@]+\.[^\s@]+/.test(label)) warnings.push('email');
  if (/(?:\+|\b)\d(?:[\s().-]?\d){6,}/.test(label)) warnings.push('phone');
  if (/\bhttps?:\/\/|\bwww\.|\b[\w-]+\.(?:pl|com|eu|net|org|io|de|co)\b/i.test(label) && !warnings.includes('email'))
    warnings.push('link');
  return warnings;
}
