/** Makes a screen reader announce something without moving the focus. */
export function say(text: string): void {
  const region = document.getElementById('live');
  if (!region) return;
  const line = document.createElement('p');
  line.textContent = text;
  region.append(line);
  // The region keeps a few lines, so that two in a row are both read.
  while (region.childElementCount > 4) region.firstElementChild?.remove();
}
