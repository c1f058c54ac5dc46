/**
 * Remembers the newest ids, to recognise an event that the gateway delivers again after a resumption.
 *
 * @returns whether an id is new
 */
export function createSeen(most: number): (id: string) => boolean {
  const ids = new Set<string>();
  return (id) => {
    if (ids.has(id)) return false;
    ids.add(id);
    const [oldest] = ids;
    if (ids.size > most && oldest !== undefined) ids.delete(oldest);
    return true;
  };
}
