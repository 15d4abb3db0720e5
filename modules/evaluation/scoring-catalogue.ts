import type { Bilingual } from '../../core/regulation/index.ts';

/** The scored sub-items (小项) of a sheet; BN are the bonus points beside the hundred, DQ cost no points but the eligibility. */
export type Block = 'WD' | 'SQ' | 'CM' | 'OL' | 'SAT' | 'BN' | 'DQ';

/** The blocks that are clamped, in the order of the sheet. */
export const SCORED_BLOCKS = ['WD', 'SQ', 'CM', 'OL', 'SAT'] as const satisfies readonly Block[];
export type ScoredBlock = (typeof SCORED_BLOCKS)[number];

/** The sub-items as papers name them. */
export const BLOCK_TITLES: Readonly<Record<ScoredBlock, string>> = {
  WD: '工作纪律',
  SQ: '服务质量',
  CM: '办件管理',
  OL: '网上办理',
  SAT: '服务对象评议',
};

/** STAFF: the person's sheet; WINDOW: the window's. */
export type SubjectKind = 'STAFF' | 'WINDOW';

/** One scoring rule of the regulation. What it is worth stands in the settings, so that a township may have other points. */
export interface CriterionRow {
  readonly code: string;
  readonly block: Block;
  /** Id of the clause that it rests on, in whichever chapter's file that stands. */
  readonly clauseId: string;
  readonly title: Bilingual;
  /** Points for one unit, as the regulation has them; negative = deducted. */
  readonly points: number;
  /** What one unit is. */
  readonly unit: Bilingual;
  /** Whose sheet it is on; both where either may be concerned. */
  readonly subjects: readonly SubjectKind[];
}

const TIME = { zh: '人次', en: 'person and time' };
const CASE = { zh: '件', en: 'case' };
const CASE_DAY = { zh: '件·工作日', en: 'case and working day' };
const ONCE = { zh: '次', en: 'time' };
const S: readonly SubjectKind[] = ['STAFF'];
const W: readonly SubjectKind[] = ['WINDOW'];
const BOTH: readonly SubjectKind[] = ['STAFF', 'WINDOW'];

const row = (
  code: string,
  clauseId: string,
  points: number,
  subjects: readonly SubjectKind[],
  unit: Bilingual,
  zh: string,
  en: string,
): CriterionRow => ({
  code,
  block: blockOf(code),
  clauseId: `三(一)4A${clauseId}`,
  points,
  subjects,
  unit,
  title: { zh, en },
});

function blockOf(code: string): Block {
  return code.replace(/\d.*$/, '') as Block;
}

/** All scoring rules, in the order of the regulation. SAT has no row: it is read off the survey. */
export const CATALOGUE: readonly CriterionRow[] = [
  row('WD1a', '(1)①', -1, S, TIME, '迟到、早退', 'late or early'),
  row('WD1b', '(1)①', -1, S, TIME, '上班时间无故离岗', 'off post without reason'),
  row('WD1c', '(1)①', -2, S, { zh: '半天', en: 'half-day' }, '缺勤半天', 'absent half a day'),
  row(
    'WD2',
    '(1)②',
    -2,
    S,
    TIME,
    '上班时间炒股、聊天、看电影、玩游戏、网购、打瞌睡、织绣',
    'trading, chat, films, games, shopping, dozing, knitting',
  ),
  row(
    'WD3',
    '(1)③',
    -1,
    BOTH,
    TIME,
    '未佩证、未摆桌牌、吃东西、串岗聊天、带小孩上班',
    'no badge or name plate, eating, wandering, bringing a child',
  ),
  row(
    'WD4',
    '(1)④',
    -1,
    W,
    ONCE,
    '环境脏乱差，经指出不及时纠正',
    'untidy and not corrected after being told',
  ),
  row(
    'WD5',
    '(1)⑤',
    -1,
    S,
    { zh: '次·件', en: 'time and item' },
    '下班未关电源、未摆放好办公用品',
    'power left on or things left about at closing',
  ),
  row('WD6', '(1)⑥', -1, S, TIME, '无故缺席学习、培训', 'absent from study or training without reason'),
  row('WD7', '(1)⑦', -2, S, { zh: '天', en: 'day' }, '请假无人顶岗', 'leave without cover'),
  row('SQ1', '(2)①', -5, S, TIME, '服务态度不好或发生争吵', 'bad attitude or quarrel'),
  row('SQ2', '(2)②', -5, S, TIME, '投诉查实且有过错', 'complaint verified, staff at fault'),
  row('SQ3a', '(2)③', -2, S, ONCE, '网上咨询不回复', 'online consultation not answered'),
  row('SQ3b', '(2)③', -2, S, ONCE, '网上咨询逾期答复', 'online consultation answered late'),
  row('SQ3c', '(2)③', -2, S, ONCE, '网上咨询答复不明确', 'answer to an online consultation unclear'),
  row(
    'SQ4',
    '(2)④',
    -20,
    S,
    TIME,
    '媒体曝光或效能监察发现违规',
    'exposed by media or found by efficiency supervision',
  ),
  row('SQ5', '(2)⑤', 5, S, TIME, '服务对象书面表扬', 'written praise'),
  row('CM1a', '(3)①', -2, S, CASE, '可作收件处理而未收件', 'could have received, did not'),
  row('CM1b', '(3)①', -2, S, CASE, '实际未办结而点击办结', 'not finished but clicked finished'),
  row('CM1c', '(3)①', -2, S, CASE, '擅自增加办事环节、申报材料', 'added steps or materials'),
  row('CM2a', '(3)①', -2, S, CASE, '退件、补件未按规定操作', 'return or supplement not by the rules'),
  row(
    'CM2b',
    '(3)①',
    -3,
    S,
    CASE,
    '未一次性告知致2次以上往返跑',
    'no one-time notice, two or more extra trips',
  ),
  row(
    'CM3a',
    '(3)①',
    -2,
    W,
    CASE,
    '推诿或不及时协调致联办件无法运作',
    'joint case blocked by shirking or no coordination',
  ),
  row('CM3b', '(3)①', -2, W, CASE_DAY, '联办件超时办结', 'joint case overdue'),
  row('CM3c', '(3)①', -2, W, ONCE, '联审会无故缺席', 'absent from a joint meeting without reason'),
  row('CM3d', '(3)①', -1, W, ONCE, '违反联审会有关规定', 'breaks the rules of joint meetings'),
  row('CM4', '(3)①', -2, S, CASE_DAY, '办件超承诺时限', 'case beyond the promise'),
  row(
    'CM5',
    '(3)①',
    -2,
    S,
    { zh: '件次', en: 'case and time' },
    '办件后不及时登记',
    'not registered promptly after handling',
  ),
  row('OL1', '(3)②', -2, S, TIME, '使用禁用或工作无关的软件', 'forbidden or unrelated software'),
  row('OL2', '(3)②', -2, S, TIME, '随意拔插网线致网络中毒', 'cables plugged at will, network infected'),
  row(
    'OL3',
    '(3)②',
    -2,
    S,
    TIME,
    '违规操作致网络故障，影响其他窗口',
    'misuse, network fault affecting other windows',
  ),
  row(
    'BN1',
    '(5)①',
    2,
    BOTH,
    { zh: '件', en: 'matter' },
    '特事特办排忧解难，事例典型',
    'special help, a typical case',
  ),
  row('BN2', '(5)②', 2, BOTH, TIME, '为中心争得荣誉', 'honour won for the centre'),
  row('BN3a', '(5)③', 2, BOTH, ONCE, '县级表扬', 'praise at county level'),
  row('BN3b', '(5)③', 3, BOTH, ONCE, '市级表扬', 'praise at city level'),
  row('BN3c', '(5)③', 5, BOTH, ONCE, '省级表扬', 'praise at province level'),
  row('DQ1', '(6)①', 0, BOTH, ONCE, '被投诉且查证属实', 'complained of, verified'),
  row(
    'DQ2',
    '(6)②',
    0,
    BOTH,
    ONCE,
    '被通报批评或上级媒体曝光，造成不良影响',
    'criticised or exposed, with bad effect',
  ),
  row('DQ3', '(6)③', 0, BOTH, ONCE, '吃、拿、卡、要等不廉洁行为', 'taking and demanding favours'),
  row('DQ4', '(6)④', 0, BOTH, ONCE, '其他较严重违纪违规', 'another serious breach'),
];

const BY_CODE = new Map(CATALOGUE.map((criterion) => [criterion.code, criterion]));

/** The scoring rule of a code; null when the regulation has none of it. */
export function criterionOf(code: string): CriterionRow | null {
  return BY_CODE.get(code) ?? null;
}
