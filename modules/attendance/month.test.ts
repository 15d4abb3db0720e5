import { expect, test } from 'vitest';
import { perform, SYSTEM, type Act, type Actor } from '../../core/acts/act.ts';
import { performInEachTownship } from '../../core/acts/each-township.ts';
import { inScope } from '../../core/db/scope.ts';
import { standingFacts } from '../../core/events/criterion.ts';
import type { DeliveredEvent } from '../../core/events/event.ts';
import { runImporter } from '../../core/import/index.ts';
import { addDays, civilDate, type CivilDate } from '../../core/time/index.ts';
import { dayOf, everywhere, seeded, shuffled, type Told } from '../../test/support/attendance-month.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { closeDays, settlePending } from './acts/closing.ts';
import { approveLeave, requestLeave, revokeLeave } from './acts/leaves.ts';
import { backfillOuting, registerOuting, returnFromOuting, rosterDuty } from './acts/outings.ts';
import { PUNCH_FILE } from './acts/punch-file.ts';
import { correctPunch, recordPunches, registerDevice } from './acts/punches.ts';
import { CRITERIA } from './criteria.ts';
import { attendance } from './index.ts';
import { atMinute, deviceSecret, signPunches } from './service.ts';

const TOWNS = Array.from({ length: 14 }, (_, i) => `town${i + 1}`);
const PEOPLE = Array.from({ length: 30 }, (_, i) => `P${i + 10}`);

/** One township of a county in which the month is told, with who acts there. */
class Place {
  readonly ids = new Map<string, string>();
  /** Ids of its two devices by code. */
  readonly devices = new Map<string, string>();
  readonly leaves: { readonly id: string; readonly steps: number; readonly revoked: boolean }[] = [];
  readonly outings = new Map<string, string>();
  readonly world: World;
  readonly code: string;

  constructor(world: World, code: string) {
    this.world = world;
    this.code = code;
  }

  get townshipId(): string {
    return this.world.town(this.code).id;
  }

  act<T>(actor: Actor, work: (act: Act) => Promise<T>): Promise<T> {
    const input = { townshipId: this.townshipId, actor, mayBeSilent: true };
    return perform(this.world.platform, input, work);
  }

  /** Somebody by his staff number, or by his role. */
  who(name: string): Actor {
    const id = this.ids.get(name) ?? this.world.town(this.code).staff[name] ?? '';
    return { kind: 'STAFF', id, name, roles: [this.ids.has(name) ? 'WINDOW_STAFF' : name] };
  }

  /** Thirty people at the window instead of those that a world has, and two devices. */
  async open(): Promise<void> {
    const { windowId, stationId } = this.world.town(this.code);
    await this.act(SYSTEM, async (act) => {
      const { townshipId, tx } = act;
      await tx.staff.updateMany({ where: { townshipId }, data: { windowId: null } });
      const rows = PEOPLE.map((staffNo) => ({
        townshipId,
        id: crypto.randomUUID(),
        staffNo,
        name: `工作人员${staffNo}`,
        roles: ['WINDOW_STAFF'],
        windowId,
        stationId,
      }));
      await tx.staff.createMany({ data: rows });
      for (const { staffNo, id } of rows) this.ids.set(staffNo, id);
      for (const code of ['KQ-01', 'KQ-02'])
        this.devices.set(code, await registerDevice(act, { code, name: '大厅考勤机' }));
    });
  }
}

/** What is told of a township on a day, of people by their staff numbers. */
interface Day {
  readonly day: CivilDate;
  readonly told: readonly Told[];
}

interface Line {
  readonly device: string;
  readonly staffNo: string;
  readonly at: Date;
}

/** Punches of a day as the devices hold them: the first or the second one, now and then both. */
function linesOf({ day, told }: Day, seed: number): Line[] {
  const next = seeded(seed);
  return told.flatMap(({ staffId: staffNo, arrival }) => {
    if (arrival.what !== 'PUNCH' || arrival.byHand) return [];
    const at = atMinute(day, arrival.at);
    const device = next(2) === 0 ? 'KQ-01' : 'KQ-02';
    const again = next(20) === 0 ? [{ device: 'KQ-01', staffNo, at }] : [];
    return [{ device, staffNo, at }, ...again];
  });
}

/** Sends punches in batches: of the first device as the file of its export, of the second as signed ones. */
async function send(place: Place, lines: readonly Line[], most: number): Promise<void> {
  const text = (at: Date) => at.toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
  for (let i = 0; i < lines.length; i += most) {
    const of = (code: string) => lines.slice(i, i + most).filter(({ device }) => device === code);
    const rows = of('KQ-01').map(({ staffNo, at, device }) => `${staffNo},${text(at)},${device}`);
    const file = PUNCH_FILE.parse(['考勤号码,日期时间,机器号', ...rows].join('\n'), 'csv');
    const report = await place.act(SYSTEM, (act) => runImporter(act, PUNCH_FILE, file, { dryRun: false }));
    expect(report.rejected).toEqual([]);
    const punches = of('KQ-02');
    if (punches.length === 0) continue;
    const deviceId = place.devices.get('KQ-02') ?? '';
    const device = { townshipId: place.townshipId, id: deviceId };
    const signature = signPunches(deviceSecret(place.world.platform.documentSecret, device), punches);
    const receipt = await place.act(SYSTEM, (act) => recordPunches(act, { deviceId, punches, signature }));
    expect(receipt.notTaken).toEqual([]);
  }
}

/** Before the month: everybody asks for his leave and registers the outings that he knows of. */
async function ask(place: Place, days: readonly Day[], random: (below: number) => number): Promise<void> {
  for (const staffNo of PEOPLE)
    await place.act(place.who(staffNo), async (act) => {
      for (const { day, told } of days) {
        const own = told.filter((one) => one.staffId === staffNo).map(({ arrival }) => arrival);
        const halves = own.flatMap((arrival) => (arrival.what === 'LEAVE' ? [arrival] : []));
        const [first, last] = [halves[0], halves.at(-1)];
        if (first && last) {
          const id = await requestLeave(act, {
            type: 'PERSONAL',
            reason: '家中有事',
            from: { day, half: first.half },
            through: { day, half: last.half },
            coverId: first.coverId && (place.ids.get(first.coverId) ?? null),
          });
          place.leaves.push({ id, steps: halves.length, revoked: random(6) === 0 });
        }
        for (const arrival of own)
          if (arrival.what === 'OUTING' && arrival.outing.returned !== null) {
            const { from, to } = arrival.outing;
            const [leftAt, returnAt] = [atMinute(day, from), atMinute(day, to)];
            const id = await registerOuting(act, { leftAt, returnAt, reason: '下乡' });
            place.outings.set(`${staffNo} ${day} ${from}`, id);
          }
      }
    });
}

async function approve(place: Place): Promise<void> {
  for (const [role, least] of [
    ['UNIT_DEPUTY', 1],
    ['UNIT_HEAD', 2],
  ] as const)
    await place.act(place.who(role), async (act) => {
      for (const { id, steps } of place.leaves) if (steps >= least) await approveLeave(act, id);
    });
}

const revoke = (place: Place): Promise<void> =>
  place.act(place.who('ATTENDANCE_OFFICER'), async (act) => {
    for (const { id, revoked } of place.leaves)
      if (revoked) await revokeLeave(act, { leaveId: id, reason: '未休' });
  });

/** What the officer writes of a day: who is on duty, and punches by hand. */
const write = (place: Place, { day, told }: Day): Promise<void> =>
  place.act(place.who('ATTENDANCE_OFFICER'), async (act) => {
    for (const { staffId: staffNo, arrival } of told) {
      const staffId = place.ids.get(staffNo) ?? '';
      if (arrival.what === 'DUTY') await rosterDuty(act, { staffId, day, onDuty: true });
      else if (arrival.what === 'PUNCH' && arrival.byHand) {
        const correction = { staffId, at: atMinute(day, arrival.at), reason: '考勤机断电' };
        await correctPunch(act, { ...correction, kind: 'ADD' });
      }
    }
  });

/** Outings that were not registered, filed afterwards. */
async function file(place: Place, { day, told }: Day): Promise<void> {
  for (const { staffId: staffNo, arrival } of told)
    if (arrival.what === 'OUTING' && arrival.outing.returned === null) {
      const [leftAt, returnAt] = [atMinute(day, arrival.outing.from), atMinute(day, arrival.outing.to)];
      await place.act(place.who(staffNo), (act) =>
        backfillOuting(act, { leftAt, returnAt, reason: '紧急下乡' }),
      );
    }
}

/** Everybody comes back from what he registered, at his time. */
async function comeBack(places: readonly Place[], today: (place: Place) => Day): Promise<void> {
  const returns = places.flatMap((place) =>
    today(place).told.flatMap(({ staffId, arrival }) =>
      arrival.what === 'OUTING' && arrival.outing.returned !== null
        ? [{ place, staffId, from: arrival.outing.from, back: arrival.outing.returned }]
        : [],
    ),
  );
  for (const { place, staffId, from, back } of returns.toSorted((a, b) => a.back - b.back)) {
    const { day } = today(place);
    place.world.at(
      day,
      `${String(Math.floor(back / 60)).padStart(2, '0')}:${String(back % 60).padStart(2, '0')}`,
    );
    const outingId = place.outings.get(`${staffId} ${day} ${from}`) ?? '';
    await place.act(place.who(staffId), (act) => returnFromOuting(act, outingId));
  }
}

async function closeAll(world: World, day: CivilDate, time: string): Promise<void> {
  world.at(day, time);
  for (const job of [closeDays, settlePending]) await performInEachTownship(world.platform, job);
}

/** Tells October in one county. LATE: what can come late does, after its day has closed, in batches that are shuffled. */
async function tell(world: World, order: 'IN_TIME' | 'LATE'): Promise<Place[]> {
  const places = TOWNS.map((code) => new Place(world, code));
  const { calendar } = world.platform.directory;
  const days = Array.from({ length: 31 }, (_, i) => addDays(civilDate('2026-10-01'), i)).filter((day) =>
    calendar.isWorkingDay(day),
  );
  expect(days).toHaveLength(18);
  expect(days).toContain('2026-10-10');
  const month = new Map(
    places.map((place, town) => [
      place,
      days.map((day, i): Day => ({ day, told: dayOf(town * 1_000 + i + 1, PEOPLE) })),
    ]),
  );
  const of = (place: Place, i: number): Day =>
    month.get(place)?.[i] ?? { day: days[0] ?? civilDate(''), told: [] };
  const late = order === 'LATE';
  world.at('2026-10-08', '08:00');
  for (const [town, place] of places.entries()) {
    await place.open();
    if (town === places.length - 1) await world.platform.directory.reload();
  }
  await everywhere(places, async (place, town) => {
    await ask(place, month.get(place) ?? [], seeded(town + 1));
    if (late) return;
    await approve(place);
    await revoke(place);
  });
  const held = new Map<Place, Line[]>(places.map((place) => [place, []]));
  for (const [i, day] of days.entries()) {
    await comeBack(places, (place) => of(place, i));
    world.at(day, '19:55');
    await everywhere(places, async (place, town) => {
      const lines = linesOf(of(place, i), town * 100 + i + 1);
      if (late) held.get(place)?.push(...lines);
      else {
        await send(place, lines, 1_000);
        await write(place, of(place, i));
        await file(place, of(place, i));
      }
      // Filing afterwards has a limit: the next working day, when the day before has long been closed.
      if (late && i > 0) await file(place, of(place, i - 1));
    });
    await closeAll(world, day, '20:00');
    // The devices come back twice in the month, and send all they hold, what was sent before too.
    if (late && (i === 8 || i === 17))
      await everywhere(places, (place, town) =>
        send(place, shuffled(held.get(place) ?? [], town + i), 1_500),
      );
  }
  if (late) {
    const last = days.length - 1;
    world.at('2026-11-02', '09:00');
    await everywhere(places, async (place) => {
      await file(place, of(place, last));
      await approve(place);
      await revoke(place);
      for (const i of shuffled([...days.keys()], 5)) await write(place, of(place, i));
    });
  }
  await closeAll(world, civilDate('2026-11-04'), '08:00');
  return places;
}

const SHEET = `{ attendanceSheet(month: "2026-10") { staff { staffNo } workingDays late early absentHalfDays offPost
  uncoveredHalfDays dutyShortMinutes pending leaveHalfDays outings } }`;

/** The month's sheet of each township, and what stands for evaluation. */
async function outcome(places: readonly Place[]) {
  const sheets = [];
  const facts: string[] = [];
  let [punches, events] = [0, 0];
  for (const { world, code, townshipId, ids } of places) {
    const { data } = await world.ask(SHEET, { at: code, as: 'CENTRE_DIRECTOR' });
    sheets.push(data.attendanceSheet);
    const names = new Map([...ids].map(([staffNo, id]) => [id, staffNo]));
    const rows = await inScope(world.platform.prisma, { kind: 'township', townshipId }, async (tx) => {
      punches += await tx.punch.count();
      return tx.outboxEvent.findMany({ where: { type: { startsWith: 'punch.' } }, orderBy: { seq: 'asc' } });
    });
    events += rows.length;
    for (const fact of standingFacts(CRITERIA, rows as unknown as DeliveredEvent[]))
      if (fact.occurredOn <= '2026-10-31')
        facts.push(
          [
            code,
            fact.code,
            names.get(fact.subjectId ?? ''),
            ...fact.factId.split('/').slice(2),
            fact.units,
          ].join(' '),
        );
  }
  return { sheets, facts: facts.toSorted(), punches, events };
}

test('四(一)2 (hours) · marks-of-a-day: October 2026 of 14 townships with 30 staff closes with the same sheets and facts, in time or weeks late', async () => {
  const ended = await Promise.all(
    (['IN_TIME', 'LATE'] as const).map(async (order) => {
      const world = await createWorld({ towns: TOWNS, modules: [attendance], day: '2026-10-08' });
      const came = await outcome(await tell(world, order));
      await world.close();
      return came;
    }),
  );
  const [inTime, late] = ended;
  expect(late?.punches).toBe(inTime?.punches);
  expect(inTime?.punches).toBeGreaterThan(25_000);
  // The late month withdrew much, so that the equality says something.
  expect(late?.events).toBeGreaterThan((inTime?.events ?? 0) * 2);
  for (const code of ['WD1a', 'WD1c', 'WD7'])
    expect(inTime?.facts.filter((fact) => fact.includes(` ${code} `)).length).toBeGreaterThan(50);
  expect(late?.sheets).toEqual(inTime?.sheets);
  expect(late?.facts).toEqual(inTime?.facts);
}, 300_000);
