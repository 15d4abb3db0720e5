import type { Actor } from '../../core/acts/act.ts';
import type { Tx } from '../../core/db/client.ts';
import { standingPostings } from '../../core/people/postings.ts';
import type { Prisma } from '../generated/client/client.ts';
import { DEMO_CENTRE_POSTS, DEMO_STATIONS } from './demo-county.ts';
import type { Random } from './demo-random.ts';

/** The rows of a township's stations, windows, staff and accounts, with who holds which post. */
export interface DemoCentre {
  readonly stations: Prisma.StationCreateManyInput[];
  readonly windows: Prisma.WindowCreateManyInput[];
  readonly staff: (Prisma.StaffCreateManyInput & { roles: string[] })[];
  /** Window and A/B post of each station, by the station's id. */
  readonly posts: ReadonlyMap<string, { windowId: string; staffAId: string; staffBId: string }>;
  /** Head of each station, by the station's id. */
  readonly heads: ReadonlyMap<string, Actor>;
  /** All staff as they act, by id. */
  readonly actors: ReadonlyMap<string, Actor>;
}

/** Makes up the centre of a township: one window, a head and two window staff a station, and the centre's own posts. */
export function demoCentre(townshipId: string, position: number, random: Random): DemoCentre {
  const exchange = `000-${String(position + 1).padStart(4, '0')}`;
  const stations: DemoCentre['stations'] = [];
  const windows: DemoCentre['windows'] = [];
  const staff: DemoCentre['staff'] = [];
  const posts = new Map<string, { windowId: string; staffAId: string; staffBId: string }>();
  const heads = new Map<string, Actor>();
  const actors = new Map<string, Actor>();

  const employ = (person: {
    staffNo: string;
    name: string;
    title: string;
    role: string;
    phone: string;
    stationId?: string;
    windowId?: string;
  }) => {
    const { role, phone, ...columns } = person;
    const id = random.uuid();
    staff.push({ ...columns, townshipId, id, officePhone: `${exchange}-${phone}`, roles: [role] });
    const actor: Actor = { kind: 'STAFF', id, name: person.name, roles: [role] };
    actors.set(id, actor);
    return actor;
  };

  DEMO_STATIONS.forEach(({ code, name, window }, i) => {
    const number = String(i + 1).padStart(2, '0');
    const [stationId, windowId] = [random.uuid(), random.uuid()];
    stations.push({ townshipId, id: stationId, code, name, officePhone: `${exchange}-9${number}0` });
    windows.push({ townshipId, id: windowId, stationId, number, name: window });
    const atWindow = name.endsWith('窗口') ? name : `${name}窗口`;
    const clerk = (n: 1 | 2, letter: string) =>
      employ({
        staffNo: `W${number}0${n}`,
        name: `${atWindow}人员${letter}`,
        title: '窗口工作人员',
        role: 'WINDOW_STAFF',
        phone: `9${number}${n}`,
        stationId,
        windowId,
      });
    heads.set(
      stationId,
      employ({
        staffNo: `H${number}01`,
        name: `${name}负责人`,
        title: '站所负责人',
        role: 'STATION_HEAD',
        phone: `9${number}0`,
        stationId,
      }),
    );
    const [a, b] = [clerk(1, '甲'), clerk(2, '乙')];
    posts.set(stationId, { windowId, staffAId: a.id ?? '', staffBId: b.id ?? '' });
  });
  DEMO_CENTRE_POSTS.forEach(({ role, title }, i) => {
    const number = String(i + 1).padStart(2, '0');
    employ({ staffNo: `C${number}01`, name: title, title, role, phone: `98${number}` });
  });
  return { stations, windows, staff, posts, heads, actors };
}

/** Writes a centre with one account per member of staff, all with the same password. */
export async function writeCentre(tx: Tx, centre: DemoCentre, passwordHash: string): Promise<void> {
  await tx.station.createMany({ data: centre.stations });
  await tx.window.createMany({ data: centre.windows });
  await tx.staff.createMany({ data: centre.staff });
  await tx.windowPosting.createMany({ data: standingPostings(centre.staff) });
  await tx.account.createMany({
    data: centre.staff.map(({ townshipId, id, staffNo }) => ({
      townshipId,
      staffId: id,
      username: staffNo.toLowerCase(),
      passwordHash,
    })),
  });
}
