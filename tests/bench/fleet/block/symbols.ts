// Every text of a block once, numbered in the order of the texts.

export class Symbols {
  private readonly seen = new Map<string, number>();
  /** In order, once settled. */
  public texts: readonly string[] = [];

  public add(...texts: readonly string[]): void {
    texts.forEach((text) => this.seen.set(text, -1));
  }

  /** After the last one was added. */
  public settle(): void {
    this.texts = [...this.seen.keys()].sort((a, b) => (a < b ? -1 : 1));
    this.texts.forEach((text, i) => this.seen.set(text, i));
  }

  public numberOf(text: string): number {
    return this.seen.get(text) ?? -1;
  }
}
