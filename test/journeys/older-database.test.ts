import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type pg from 'pg';
import { connect } from '../../core/db/connection.ts';
import { migrate, migrationsFolder } from '../../core/db/migrate.ts';
import { civilDate, createCalendar, parseHolidayNotices, readClock } from '../../core/time/index.ts';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import { emptyDatabase } from '../support/database.ts';

/** The migration that made clocks of the reply limits which complaints and consultations kept themselves. */
const MOVES = 'clock_has_a_subject';
const notices = parseHolidayNotices(calendarFile);
const calendar = createCalendar(notices);
const town = randomUUID();
const other = randomUUID();

let folder: string;
let moving: string;
let database: Awaited<ReturnType<typeof emptyDatabase>>;
let owner: pg.Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bianmin-older-'));
  database = await emptyDatabase();
  const all = (await readdir(migrationsFolder)).toSorted();
  moving = all.find((name) => name.endsWith(MOVES)) ?? '';
  for (const name of all.filter((each) => each < moving)) await copy(name);
  await migrate(database.ownerUrl, () => undefined, folder);
  owner = await connect(database.ownerUrl);
  await owner.query('set session_replication_role = replica');
  for (const notice of notices)
    await insert('HolidayYear', {
      year: notice.year,
      noticeTitle: '',
      noticeNumber: '',
      noticeDate: '',
      holidays: JSON.stringify(notice),
    });
});
afterAll(async () => {
  await owner.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

function copy(name: string): Promise<void> {
  return cp(join(migrationsFolder, name), join(folder, name), { recursive: true });
}

async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row).map((name) => `"${name}"`);
  const places = columns.map((_, i) => `$${i + 1}`);
  await owner.query(
    `insert into "${table}" (${columns.join()}) values (${places.join()})`,
    Object.values(row),
  );
}

async function complaint(more: Record<string, unknown>, townshipId = town): Promise<string> {
  const id = randomUUID();
  await insert('Complaint', {
    townshipId,
    id,
    number: id,
    queryCode: 'x',
    category: 'DELAY',
    severity: 'ORDINARY',
    channel: 'ONLINE',
    anonymous: false,
    content: 'x',
    filedAt: '2026-09-25T01:00:00Z',
    measures: [],
    state: 'ACCEPTED',
    acceptedAt: '2026-09-28T01:00:00Z',
    startedOn: '2026-09-28',
    budgetDays: 5,
    ...more,
  });
  return id;
}

async function consultation(more: Record<string, unknown>): Promise<string> {
  const id = randomUUID();
  const askedAt = '2026-09-28T01:00:00Z';
  const row = { townshipId: town, id, question: 'x', askedAt, dueOn: '2026-10-10', provisional: false };
  await insert('Consultation', { ...row, ...more });
  return id;
}

test('a database of before gets a clock for each limit that ran or had ended, with the dates that core/time reads', async () => {
  const caseId = randomUUID();
  const bounds = { startedOn: '2026-09-28', budgetDays: 5, dueOn: '2026-10-10', provisional: false };
  await insert('Clock', {
    townshipId: town,
    id: randomUUID(),
    caseId,
    module: 'timely-completion',
    kind: 'PROMISE',
    clause: '一(四)2',
    stopsFor: [],
    endsIn: ['DECIDED'],
    ...bounds,
  });
  const running = await complaint({});
  const explained = await complaint({ startedOn: '2026-12-25' });
  await insert('ComplaintExplanation', {
    townshipId: town,
    id: randomUUID(),
    complaintId: explained,
    at: '2026-12-31T01:00:00Z',
    explainedOn: '2026-12-31',
    expectedOn: '2027-01-05',
    reason: 'x',
  });
  const late = await complaint({ state: 'ANSWERED', endedOn: '2026-10-13' });
  const again = await complaint({ reopenedAt: '2026-09-27T01:00:00Z' });
  const anonymous = await complaint({ anonymous: true, startedOn: null, budgetDays: null });
  const frozen = await complaint({}, other);
  await insert('ModuleSetting', {
    townshipId: other,
    id: randomUUID(),
    module: 'complaints',
    enabled: false,
    settings: '{}',
    effectiveFrom: '2026-09-30',
    openWork: 'FREEZE',
    setAt: '2026-09-30T01:00:00Z',
  });
  const open = await consultation({});
  const answered = await consultation({ answeredAt: '2026-10-12T01:00:00Z' });
  const atOnce = await consultation({ answeredAt: '2026-09-28T01:00:00Z', dueOn: '2026-09-28' });

  await copy(moving);
  await migrate(database.ownerUrl, () => undefined, folder);

  const { rows } = await owner.query('select * from "Clock"');
  const of = (id: string) => rows.filter((row) => row.subjectId === id);
  expect(of(caseId)).toMatchObject([{ subjectType: 'Case', caseId, kind: 'PROMISE' }]);
  const reply = { subjectType: 'Complaint', caseId: null, module: 'complaints', kind: 'REPLY' };
  expect(of(running)).toMatchObject([{ ...reply, dueOn: '2026-10-10', endedOn: null, provisional: false }]);
  expect(of(explained)).toMatchObject([
    { ...reply, dueOn: '2027-01-01', provisional: true, delayExplainedOn: '2026-12-31', delayHoldsDays: 5 },
  ]);
  expect(of(late)).toMatchObject([{ endedOn: '2026-10-13', overdueDays: 2 }]);
  expect(of(again)).toMatchObject([{ kind: 'REPLY_REOPENED' }]);
  expect(of(anonymous)).toEqual([]);
  expect(of(open)).toMatchObject([{ subjectType: 'Consultation', budgetDays: 5, endedOn: null }]);
  expect(of(answered)).toMatchObject([{ endedOn: '2026-10-12', overdueDays: 1 }]);
  expect(of(atOnce)).toEqual([]);
  for (const { startedOn, budgetDays, endedOn, dueOn } of rows) {
    const facts = { startedOn, budgetDays, extensionDays: 0, suspensions: [], endedOn };
    expect(readClock(facts, calendar, civilDate(dueOn)).dueOn).toBe(dueOn);
  }
  const stops = await owner.query('select "clockId", "fromDay", "toDay", "cause" from "ClockSuspension"');
  expect(stops.rows).toEqual([
    { clockId: of(frozen)[0].id, fromDay: '2026-09-30', toDay: null, cause: 'MODULE_OFF' },
  ]);
});
