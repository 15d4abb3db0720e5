/** Thrown for a value that its column cannot hold. */
export class BadCell extends Error {
  readonly zh: string;
  readonly en: string;
  constructor(zh: string, en: string) {
    super(en);
    this.name = 'BadCell';
    this.zh = zh;
    this.en = en;
  }
}
