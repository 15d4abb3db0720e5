import { readFileSync } from 'node:fs';
import type { Actor } from '../../core/acts/act.ts';
import type { ItemFacts } from '../../core/catalogue/rules.ts';
import { createCalendar, parseHolidayNotices } from '../../core/time/index.ts';
import type { DemoScene } from '../../prisma/seed/demo-story.ts';

const calendarFile = new URL('../../prisma/seed/calendar-2024-2026.json', import.meta.url);

export const calendar = createCalendar(parseHolidayNotices(JSON.parse(readFileSync(calendarFile, 'utf8'))));

const TOWNSHIP = '00000000-0000-4000-8000-000000000001';
const STATION = '00000000-0000-4000-8000-000000000002';
const POST = { windowId: '00000000-0000-4000-8000-000000000003', staffAId: 'staff-a', staffBId: 'staff-b' };

/** Limits as real items have them: on the spot, promise under a statute, promise equal to it, without a statute, long. */
const LIMITS = [
  ['IMMEDIATE', null, null],
  ['IMMEDIATE', 1, 20],
  ['PROMISED', 5, 20],
  ['PROMISED', 7, 20],
  ['PROMISED', 20, 20],
  ['PROMISED', 10, null],
  ['PROMISED', 60, 60],
  ['PROMISED', null, 15],
] as const;

const items: ItemFacts[] = LIMITS.map(([kind, promisedDays, statutoryDays], i) => ({
  townshipId: TOWNSHIP,
  itemId: `item-${i}`,
  version: 1,
  code: `T-${i}`,
  stationId: STATION,
  name: `示例事项${i}`,
  kind,
  conditions: '符合规定',
  quantity: null,
  materials: ['申请表', '身份证明', '证明材料'].slice(0, 1 + (i % 3)).map((name) => ({
    name,
    form: '',
    originals: null,
    copies: null,
    total: null,
    note: '',
  })),
  procedure: ['受理', '办结'],
  flow: null,
  statutoryDays,
  promisedDays,
  fees: [],
  legalBasis: i % 2 === 0 ? ['《示例办法》第一条'] : [],
  laws: [],
  sampleForms: [],
  jointParticipants: [],
  post: POST,
}));

function staff(id: string, role: string): Actor {
  return { kind: 'STAFF', id, name: id, roles: [role] };
}

/** A township with one station, one post and items of all kinds of limits, for the pure part of the demo. */
export function demoScene(now: Date): DemoScene {
  return {
    county: { name: '上犹县' },
    stations: new Map([[STATION, '民政所']]),
    windows: new Map([[POST.windowId, { number: '01', name: '民政窗口' }]]),
    township: { id: TOWNSHIP, code: 'shexi', name: '社溪镇', position: 0 },
    items,
    staff: new Map(['staff-a', 'staff-b'].map((id) => [id, staff(id, 'WINDOW_STAFF')])),
    heads: new Map([[STATION, staff('head', 'STATION_HEAD')]]),
    frontEnd: { kind: 'FRONTEND', id: 'front-end', name: '示例前端', roles: ['FRONTEND'] },
    calendar,
    now,
  };
}
