import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import type { CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  branchBeyondJoint,
  branchMaterialMissing,
  entryAtLead,
  jointLimitDiffers,
  jointNeedsParticipants,
  leadIsItemsStation,
  materialNotOfItem,
} from './refusals.ts';

/** A catalogue entry as it is judged before it is published. Days are working days. */
export interface CatalogueDraft {
  readonly leadStationId: string;
  readonly jointDays: number;
  readonly participants: readonly {
    readonly stationId: string;
    readonly days: number;
    readonly materials: readonly string[];
  }[];
}

export const jointHasParticipants = rule({
  id: 'joint-item-has-lead-and-participants',
  clause: CLAUSES.parallel,
  says: { zh: '两个以上站所，一个牵头', en: 'two stations or more, one of which leads' },
  decide: (draft: CatalogueDraft, itemStationId: string | null): Verdict => {
    const stations = draft.participants.map(({ stationId }) => stationId);
    if (draft.leadStationId !== itemStationId) return refuse(leadIsItemsStation({}, CLAUSES.parallel));
    return stations.some((id) => id !== draft.leadStationId) && new Set(stations).size === stations.length
      ? allow()
      : refuse(jointNeedsParticipants({}, CLAUSES.parallel));
  },
});

/** A station that a case is forked to; days are working days. */
export interface ForkedTo {
  readonly stationId: string;
  /** Names of its materials. */
  readonly materials: readonly string[];
  /** Uuids of the files that are those materials. */
  readonly fileIds: readonly string[];
  readonly position: number;
  readonly days: number;
}

export const branchesStartTogether = rule({
  id: 'branches-start-together',
  clause: CLAUSES.parallel,
  says: {
    zh: '受理后各分支同日起算，互不等待',
    en: 'all branches start on the same day, none waits for another',
  },
  decide: (chosen: readonly ForkedTo[], on: CivilDate) =>
    chosen.map((branch) => ({ ...branch, startedOn: on })),
});

export const limitsWithinJoint = rule({
  id: 'branch-limit-within-joint',
  clause: CLAUSES.catalogue,
  says: {
    zh: '分支时限不超过联办时限，联办时限即事项承诺时限',
    en: 'branch limits are within the joint limit, which is the item’s promise',
  },
  decide: (draft: CatalogueDraft, promisedDays: number | null): Verdict => {
    const { jointDays } = draft;
    const beyond = draft.participants.find(({ days }) => days > jointDays);
    if (beyond) return refuse(branchBeyondJoint({ days: beyond.days, jointDays }, CLAUSES.catalogue));
    return promisedDays === null || promisedDays === jointDays
      ? allow()
      : refuse(jointLimitDiffers({ jointDays, promisedDays }, CLAUSES.catalogue));
  },
});

export const materialsOfItem = rule({
  id: 'branch-materials-are-the-items',
  clause: CLAUSES.catalogue,
  says: { zh: '分支材料在事项材料目录内', en: 'branches ask for materials of the item only' },
  decide: (draft: CatalogueDraft, known: readonly string[]): Verdict => {
    const unknown = draft.participants.flatMap((p) => p.materials).filter((name) => !known.includes(name));
    return unknown.length === 0
      ? allow()
      : refuse(materialNotOfItem({ materials: [...new Set(unknown)] }, CLAUSES.catalogue));
  },
});

export const entryIsAtLead = rule({
  id: 'entry-is-at-the-lead',
  clause: CLAUSES.entry,
  says: {
    zh: '向牵头窗口申请，协办窗口指引过去',
    en: 'one applies at the lead; another window points there',
  },
  decide: (actorStationId: string | null, lead: { id: string; name: string }): Verdict =>
    actorStationId === null || actorStationId === lead.id
      ? allow()
      : refuse(entryAtLead({ leadStation: lead.name }, CLAUSES.entry)),
});

export const branchHasMaterials = rule({
  id: 'branch-gets-its-materials',
  clause: CLAUSES.fork,
  says: { zh: '分支所需材料齐全才抄告', en: 'a branch is forked with all of its materials' },
  decide: (
    branches: readonly { required: readonly string[]; materials: readonly string[] }[],
    given: readonly string[],
  ): Verdict => {
    const missing = branches.flatMap(({ required, materials }) => [
      ...required.filter((name) => !materials.includes(name) || !given.includes(name)),
      ...materials.filter((name) => !given.includes(name)),
    ]);
    return missing.length === 0
      ? allow()
      : refuse(branchMaterialMissing({ missing: [...new Set(missing)] }, CLAUSES.fork));
  },
});

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

export const CATALOGUE_RULES = [
  jointHasParticipants,
  branchesStartTogether,
  limitsWithinJoint,
  materialsOfItem,
  entryIsAtLead,
  branchHasMaterials,
  flowAsText,
  flowAsDrawing,
];
