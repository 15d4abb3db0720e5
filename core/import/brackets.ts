const OPENING = '（(';
const CLOSING = '）)';

/** Parts of a text between separators that stand in no bracket, without empty ones; where brackets are unpaired they do not matter. */
export function splitOutsideBrackets(text: string, separators: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const char of text) {
    if (OPENING.includes(char)) depth += 1;
    if (CLOSING.includes(char)) depth -= 1;
    if (depth < 0) break;
    if (depth === 0 && separators.includes(char)) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${char}`);
  }
  const readable = depth === 0 ? parts : splitAnywhere(text, separators);
  return readable.map((part) => part.trim()).filter((part) => part !== '');
}

function splitAnywhere(text: string, separators: string): string[] {
  return [...separators].reduce((parts, separator) => parts.flatMap((p) => p.split(separator)), [text]);
}

/** What stands before the last bracket of a text and what stands in it; null when the text does not end in one. */
export function lastBracket(text: string): { before: string; inside: string } | null {
  const chars = [...text.trim()];
  let depth = 0;
  for (let at = chars.length - 1; at > 0; at -= 1) {
    const char = chars[at] ?? '';
    if (CLOSING.includes(char)) depth += 1;
    if (OPENING.includes(char)) depth -= 1;
    if (depth === 0) {
      if (at === chars.length - 1) return null;
      return {
        before: chars.slice(0, at).join('').trim(),
        inside: chars
          .slice(at + 1, -1)
          .join('')
          .trim(),
      };
    }
  }
  return null;
}
