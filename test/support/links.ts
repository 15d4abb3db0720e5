/** Links that were made from a good one of township `shexi` by whoever may not open it: each must lead nowhere. `other` is good for something else. */
export function forgedLinks(url: string, other: string): string[] {
  const [path = '', query = ''] = url.split('?');
  return [
    path,
    `${path}?${query.replace(/expires=(\d+)/, (_, s: string) => `expires=${Number(s) + 60}`)}`,
    `${path}?${query.slice(0, -2)}`,
    `${other.split('?')[0]}?${query}`,
    `${path.replace('/t/shexi/', '/t/dongshan/')}?${query}`,
  ];
}
