import { randomUUID } from 'node:crypto';
import type { Prisma, Tx } from '../../core/db/client.ts';
import type { Role } from '../../core/auth/roles.ts';
import { pointsOfTheDay } from '../../modules/evaluation/counting-rules.ts';
import { EvaluationSettings } from '../../modules/evaluation/settings.ts';
import { gid, HERE, inTables, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

/** What is entered in the ledger of a test; by default of the clerk, in the month of the fact. */
export interface Entered {
  readonly code: string;
  /** Uuid of a member of staff; null for a window's. */
  readonly staffId?: string | null;
  readonly windowId?: string | null;
  readonly occurredOn: string;
  readonly month?: string;
  readonly units?: number;
  readonly factId?: string;
  readonly correctsId?: string;
  readonly derivedFromId?: string;
  readonly settings?: EvaluationSettings;
}

/** A row of the ledger as the group's confirmation leaves it. */
export function entryRow(
  townshipId: string,
  given: Entered,
): Prisma.LedgerEntryCreateManyInput & { id: string } {
  const { settings = EvaluationSettings.parse({}), ...entered } = given;
  const id = randomUUID();
  const {
    code,
    units = 100,
    occurredOn,
    month = occurredOn.slice(0, 7),
    windowId = null,
    staffId = null,
  } = entered;
  const points = pointsOfTheDay.decide(code, units, settings);
  return {
    townshipId,
    id,
    code,
    units,
    occurredOn,
    month,
    staffId,
    windowId,
    subjectKind: windowId === null ? 'STAFF' : 'WINDOW',
    correctsId: entered.correctsId ?? null,
    derivedFromId: entered.derivedFromId ?? null,
    factId: entered.factId ?? `fact/${id}`,
    points: entered.correctsId ? 0 - points : points,
    evidence: '日常考核台账',
    postedAt: new Date(`${month === occurredOn.slice(0, 7) ? occurredOn : `${month}-01`}T10:00:00+08:00`),
  };
}

/** Closes the survey of a month in which each subject got these answers. */
export async function addSurvey(
  tx: Tx,
  townshipId: string,
  month: string,
  counts: readonly { kind: 'STAFF' | 'WINDOW'; id: string; satisfied: number; answers: number }[],
  state = 'CLOSED',
): Promise<void> {
  const surveyId = randomUUID();
  const openedAt = new Date(`${month}-20T09:00:00+08:00`);
  await tx.survey.create({
    data: {
      townshipId,
      id: surveyId,
      month,
      title: `${month}民主评议`,
      closesOn: `${month}-28`,
      state,
      openedAt,
    },
  });
  await tx.surveyCount.createMany({
    data: counts.flatMap(({ kind: subjectKind, id: subjectId, satisfied, answers }) =>
      [
        { answer: 'SATISFIED', value: satisfied },
        { answer: 'DISSATISFIED', value: answers - satisfied },
      ].map((row) => ({ townshipId, surveyId, channel: 'QUESTIONNAIRE', subjectKind, subjectId, ...row })),
    ),
  });
}

const SHEET = `period partial bonus total disqualified staff { id } window { id } blocks { block full sum score }
  lines { entryId code title occurredOn month units points counted insteadId takenBack derived } parts { period total }
  virtues { virtue full score clean }`;

/** What the scenes of sheets do in a world with evaluation on. `world` is asked anew each time. */
export function sheetScene(world: () => World) {
  const town = () => world().town(HERE);
  const ask = (query: string, as: Role | 'NOBODY', variables: Record<string, unknown> = {}, at = HERE) =>
    world().ask(query, { as, at, variables });
  const read = async (call: string, view: string, as: Role, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await ask(`{ answer: ${call} { ${view} } }`, as, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer as Answered;
  };
  const say = async (verb: string, input: object, as: Role): Promise<Answered> => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const { data, errors } = await ask(
      `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename
        ... on AssessmentPeriod { id kind key state frozenAt publishedAt }
        ... on Refusal { code message clause { id } details } } }`,
      as,
      { input },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  /** Everybody who is posted to the window, and the window. */
  const subjects = async () => {
    const staff = await inTables(world(), (tx) => tx.staff.findMany({ where: { windowId: { not: null } } }));
    return [
      ...staff.map(({ id }) => ({ kind: 'STAFF' as const, id })),
      { kind: 'WINDOW' as const, id: town().windowId },
    ];
  };
  /** Enters facts in the ledger; their ids. */
  const enter = async (...facts: Entered[]): Promise<string[]> => {
    const rows = facts.map((fact) =>
      entryRow(town().id, {
        staffId: fact.windowId ? null : (town().staff['WINDOW_STAFF'] ?? ''),
        ...fact,
      }),
    );
    await inTables(world(), (tx) => tx.ledgerEntry.createMany({ data: rows }));
    return rows.map(({ id }) => id);
  };
  /** A month's survey: everybody satisfied, but those named, who may be at no window any more. */
  const surveyed = async (
    month: string,
    named: Readonly<Record<string, [number, number]>> = {},
    state = 'CLOSED',
  ) => {
    const all: { kind: 'STAFF' | 'WINDOW'; id: string }[] = await subjects();
    for (const id of Object.keys(named))
      if (!all.some((subject) => subject.id === id)) all.push({ kind: 'STAFF', id });
    const counts = all.map((subject) => {
      const [satisfied, answers] = named[subject.id] ?? [10, 10];
      return { ...subject, satisfied, answers };
    });
    await inTables(world(), (tx) => addSurvey(tx, town().id, month, counts, state));
  };
  /** The clerk's October of the worked sheet: 89 points, and excluded from awards. */
  const worked = async () => {
    const on = (code: string, day: string, more: object = {}): Entered => ({
      code,
      occurredOn: `2026-10-${day}`,
      ...more,
    });
    await enter(
      ...['09', '12', '13'].map((day) => on('WD1a', day)),
      on('WD7', '14'),
      on('SQ2', '15', { factId: 'complaint/1' }),
      on('DQ1', '15', { factId: 'complaint/1' }),
      on('SQ5', '16'),
      on('SQ5', '19'),
      on('CM4', '20'),
      on('CM4', '21', { units: 300 }),
      on('BN3b', '22'),
    );
    await surveyed('2026-10', { [town().staff['WINDOW_STAFF'] ?? '']: [46, 50] });
  };
  return {
    ask,
    read,
    say,
    SHEET,
    subjects,
    enter,
    surveyed,
    worked,
    /** What a replay of a period finds, or its refusal. */
    replayed: (periodId: string) =>
      read(
        `replayPeriod(periodId: "${periodId}")`,
        '... on PeriodReplay { identical sheets differences { kept { total } replayed { total } } } ... on Refusal { code }',
        'ASSESSOR',
      ),
    freeze: (period: string, as: Role = 'CENTRE_DIRECTOR') => say('freezeAssessmentPeriod', { period }, as),
    publish: (periodId: string, as: Role = 'UNIT_DEPUTY') => say('publishAssessmentPeriod', { periodId }, as),
    sheet: (period: string, as: Role = 'WINDOW_STAFF', more = '') =>
      read(
        `scoreSheet(period: "${period}"${more})`,
        `id total digest period { key state } content { ${SHEET} }`,
        as,
      ),
    staffId: (role: string) => gid(world(), 'Staff', town().staff[role] ?? ''),
  };
}
