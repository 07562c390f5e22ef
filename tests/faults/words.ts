// What stands on a screen, as words: for comparing, and for people to read in a table, where nothing may move from run to run.

/** Marks of the tick, "calm, everything judged", the same in app and panel. */
export function ticksIn(root: ParentNode): number {
  return root.querySelectorAll('[aria-label="calm, everything judged"], [title="calm, everything judged"]').length;
}

/** The texts under a node, in order; titles of pictures are not among them. */
export function textsIn(root: Node): string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? '').trim();
    if (text !== '' && !node.parentElement?.closest('svg')) {
      texts.push(text);
    }
  }
  return texts;
}

/** Without addresses, and with n for every count that depends on who came first. */
export function steady(text: string): string {
  return text
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, 'http://HOST:PORT')
    .replace(/127\.0\.0\.1:\d+/g, 'HOST:PORT')
    .replace(/\b\d[\d\s]*( of \d+)? (quer(?:y|ies)|samples?|series|labels?|failed|kinds?|frames?)\b/g, 'n $2')
    .replace(/after \d+ characters/g, 'after n characters');
}

/** Cut at a word. */
export function short(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, text.lastIndexOf(' ', length))} …`;
}
