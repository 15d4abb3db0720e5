import { rule } from '../../core/regulation/index.ts';
import { CLAUSES } from './clauses.ts';

/** What a flow chart shows of a catalogue entry; days are working days. */
export interface Flow {
  readonly item: string;
  readonly lead: string;
  readonly jointDays: number;
  readonly participants: readonly { readonly station: string; readonly days: number }[];
}

const WIDTH = 200;
const HEIGHT = 48;
const GAP = 24;

/** A text that may stand in XML. */
function inXml(text: string): string {
  const ENTITIES: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
}

/** A text that may stand in a quoted label of Mermaid: its own entities, no line breaks. */
function inMermaid(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[#"<>&;`\\[\]{}|]/g, (c) => `#${c.codePointAt(0)};`);
}

const titles = ({ item, lead, jointDays }: Flow) => ({
  start: `申请：${item}`,
  accept: `${lead}统一受理、抄告相关`,
  answer: `${lead}汇总答复（联办${jointDays}个工作日）`,
});

export const flowAsText = rule({
  id: 'flow-chart-is-generated',
  clause: CLAUSES.catalogue,
  says: { zh: '流程图由目录生成', en: 'the flow chart comes from the catalogue' },
  decide: (flow: Flow): string => {
    const { start, accept, answer } = titles(flow);
    return [
      'flowchart TD',
      `  start["${inMermaid(start)}"] --> accept["${inMermaid(accept)}"]`,
      ...flow.participants.map(
        ({ station, days }, i) =>
          `  accept --> b${i + 1}["${inMermaid(`${station}审批（${days}个工作日）`)}"] --> answer`,
      ),
      `  answer["${inMermaid(answer)}"]`,
    ].join('\n');
  },
});

/** One box of the drawing, by its upper left corner. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export const flowAsDrawing = rule({
  id: 'flow-chart-is-drawn',
  clause: CLAUSES.catalogue,
  says: { zh: '流程图绘制为SVG', en: 'and is drawn as SVG' },
  decide: (flow: Flow): string => {
    const { start, accept, answer } = titles(flow);
    const row = (n: number) => GAP + n * (HEIGHT + 2 * GAP);
    const count = flow.participants.length;
    const width = Math.max(2, count) * (WIDTH + GAP) + GAP;
    const middle = (width - WIDTH) / 2;
    const left = (width - count * (WIDTH + GAP) + GAP) / 2;
    const [from, fork]: [Box, Box] = [
      { x: middle, y: row(0), text: start },
      { x: middle, y: row(1), text: accept },
    ];
    const branches = flow.participants.map(({ station, days }, i) => ({
      x: left + i * (WIDTH + GAP),
      y: row(2),
      text: `${station}（${days}个工作日）`,
    }));
    const end: Box = { x: middle, y: row(3), text: answer };
    const height = row(4) - GAP;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="12">`,
      '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
      `<title>${inXml(flow.item)}</title>`,
      arrow(from, fork),
      ...branches.flatMap((branch) => [arrow(fork, branch), arrow(branch, end)]),
      ...[from, fork, ...branches, end].map(drawn),
      '</svg>',
    ].join('\n');
  },
});

function arrow(a: Box, b: Box): string {
  const half = WIDTH / 2;
  return `<path d="M${a.x + half} ${a.y + HEIGHT}L${b.x + half} ${b.y}" fill="none" stroke="#333" marker-end="url(#tip)"/>`;
}

/** A box with its text, squeezed into the box when it is long. */
function drawn({ x, y, text }: Box): string {
  const fit = [...text].length > 15 ? ` textLength="${WIDTH - 16}" lengthAdjust="spacingAndGlyphs"` : '';
  return `<rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="4" fill="#fff" stroke="#333"/><text x="${x + WIDTH / 2}" y="${y + HEIGHT / 2}" text-anchor="middle" dominant-baseline="middle"${fit}>${inXml(text)}</text>`;
}

export const FLOW_RULES = [flowAsText, flowAsDrawing];
