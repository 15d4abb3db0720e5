import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { COUNTY_ROLES, STAFF_ROLES } from '../../core/auth/roles.ts';
import { projectRoot } from '../../core/config.ts';
import { globalId } from '../../core/graphql/node.ts';
import { standingPostings } from '../../core/people/postings.ts';
import type { Platform } from '../../core/platform.ts';
import { parseHolidayNotices } from '../../core/time/index.ts';

/** A township of a test: ids of what it was given. */
export interface Town {
  readonly id: string;
  readonly code: string;
  readonly stationId: string;
  readonly windowId: string;
  readonly staff: Readonly<Record<string, string>>;
  /** A second member of the window's staff: the B post. */
  readonly staffB: string;
  readonly items: Readonly<Record<string, string>>;
  /** Global ids as the API spells them. */
  itemId(code: string): string;
  windowGlobalId(): string;
}

/** A county with its accounts, a machine client and the official calendar. Returns ids by role. */
export async function addCounty(platform: Platform): Promise<Record<string, string>> {
  const { prisma } = platform;
  const county = await prisma.county.create({ data: { id: randomUUID(), code: 'shangyou', name: '上犹县' } });
  const ids: Record<string, string> = { county: county.id };
  for (const role of COUNTY_ROLES) {
    const id = (ids[role] = randomUUID());
    await prisma.countyAccount.create({
      data: {
        id,
        countyId: county.id,
        username: role.toLowerCase(),
        name: role,
        roles: [role],
        passwordHash: '',
      },
    });
  }
  ids['FRONTEND'] = randomUUID();
  await prisma.apiClient.create({ data: { id: ids['FRONTEND'], name: '示例前端' } });
  const file = JSON.parse(
    readFileSync(join(projectRoot, 'prisma/seed/calendar-2024-2026.json'), 'utf8'),
  ) as unknown;
  for (const notice of parseHolidayNotices(file))
    await prisma.holidayYear.create({
      data: {
        year: notice.year,
        noticeTitle: notice.noticeTitle,
        noticeNumber: notice.noticeNumber,
        noticeDate: notice.noticeDate,
        holidays: notice as object,
      },
    });
  return ids;
}

const ITEMS = {
  'PROMISE-5': { name: '残疾人证办理', kind: 'PROMISED', promisedDays: 5, statutoryDays: 20 },
  IMMEDIATE: { name: '户籍证明', kind: 'IMMEDIATE', promisedDays: null, statutoryDays: null },
  DRAFT: { name: '尚未完善的事项', kind: null, promisedDays: null, statutoryDays: null },
} as const;

/** Roles of the centre and the unit, which sit at no station's window. */
const OFFICE: readonly string[] = ['COMPLAINT_OFFICER', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD'];

/** A township with a station, a window, one member of staff a role, three items and the modules that are on. */
export async function addTown(
  platform: Platform,
  countyId: string,
  code: string,
  position: number,
  on: readonly string[],
): Promise<Town> {
  const id = randomUUID();
  await platform.prisma.township.create({ data: { id, countyId, code, name: `${code}镇`, position } });
  await platform.directory.reload();
  const stationId = randomUUID();
  const windowId = randomUUID();
  const staff: Record<string, string> = {};
  const items: Record<string, string> = {};
  await perform(platform, { townshipId: id, actor: SYSTEM, mayBeSilent: true }, async ({ tx }) => {
    const shared = { townshipId: id };
    await tx.station.create({ data: { ...shared, id: stationId, code: 'S01', name: '民政所' } });
    await tx.window.create({ data: { ...shared, id: windowId, stationId, number: '01', name: '民政窗口' } });
    const rows = [...STAFF_ROLES, 'B' as const].map((role, i) => {
      const staffId = (staff[role] = randomUUID());
      const roles = role === 'B' ? ['WINDOW_STAFF'] : [role];
      const seat = OFFICE.includes(role) ? {} : { stationId, windowId };
      return { ...shared, ...seat, id: staffId, staffNo: `W${i}`, name: `工作人员${i}`, roles };
    });
    await tx.staff.createMany({ data: rows });
    await tx.windowPosting.createMany({ data: standingPostings(rows) });
    for (const [itemCode, item] of Object.entries(ITEMS)) {
      const itemId = (items[itemCode] = randomUUID());
      const complete = itemCode !== 'DRAFT';
      await tx.serviceItem.create({
        data: { ...shared, id: itemId, code: itemCode, stationId, currentVersion: 1 },
      });
      await tx.serviceItemVersion.create({
        data: {
          ...shared,
          ...item,
          itemId,
          version: 1,
          conditions: complete ? '符合条件' : null,
          quantity: complete ? '不限' : null,
          flow: complete ? '窗口受理→审核→办结' : null,
          laws: complete ? ['《中华人民共和国行政许可法》'] : [],
          sampleForms: complete ? ['申请表（样表）'] : [],
          materials: complete
            ? [{ name: '申请表', form: '原件', originals: 1, copies: null, total: 1, note: '' }]
            : [],
          procedure: complete ? ['受理', '审核', '办结'] : [],
          fees: [],
          legalBasis: ['《示例规定》'],
          source: {},
          digest: itemCode,
          effectiveFrom: new Date('2024-01-01T00:00:00+08:00'),
        },
      });
      if (complete)
        await tx.post.create({
          data: {
            ...shared,
            id: randomUUID(),
            windowId,
            itemId,
            staffAId: staff['WINDOW_STAFF'] ?? '',
            staffBId: staff['B'] ?? '',
          },
        });
    }
    const at = new Date('2024-01-01T00:00:00+08:00');
    await tx.moduleSetting.createMany({
      data: on.map((module) => ({
        ...shared,
        id: randomUUID(),
        module,
        enabled: true,
        settings: {},
        effectiveFrom: '2024-01-01',
        openWork: 'REFUSE',
        setAt: at,
        appliedAt: at,
      })),
    });
  });
  return {
    id,
    code,
    stationId,
    windowId,
    staff,
    staffB: staff['B'] ?? '',
    items,
    itemId: (itemCode) => globalId('ServiceItem', { townshipId: id, id: items[itemCode] ?? '' }),
    windowGlobalId: () => globalId('Window', { townshipId: id, id: windowId }),
  };
}
