import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { signToken } from '../../core/auth/token.ts';
import { statementCounter } from '../support/statements.ts';
import { fillTownship, submit, type Belongings } from '../support/story.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let belongings: Belongings;
/** A case on which notices were given. */
let noticed: string;
const { spy, statementsOf } = statementCounter(() => world);

beforeAll(async () => {
  world = await createWorld();
  belongings = await fillTownship(world, 'shexi');
  const { data } = await world.ask('query ($id: ID!) { node(id: $id) { ... on Notice { case { id } } } }', {
    as: 'WINDOW_STAFF',
    at: 'shexi',
    variables: { id: belongings.ids['Notice'] },
  });
  noticed = data.node.case.id;
});
afterAll(async () => {
  spy.mockRestore();
  await world.close();
});

describe('the SQL statements of an operation are so many and no more', () => {
  test('R1: the public catalogue', async () => {
    const query = `{ township(code: "shexi") { serviceItems(first: 20) { edges { node {
      code name kind current { promisedDays statutoryDays } station { name } } } } } }`;
    expect(await statementsOf(query, { at: 'shexi' })).toEqual({ plain: 0, frames: 0 });
  });

  test('R2: the clerk’s inbox', async () => {
    const query = `{ cases(first: 20, mine: true, states: [ACCEPTED]) { edges { node { number state
      item { name } window { number name } applicant { name phone } clocks { kind startedOn endedOn dueOn }
      timeline(last: 3) { edges { node { at verb toState note } } } } } } }`;
    expect(await statementsOf(query, { as: 'WINDOW_STAFF', at: 'shexi' })).toEqual({ plain: 1, frames: 2 });
  });

  test('R7: the feed of the hall’s screen, and a staff board', async () => {
    const feed = `{ screenFeed { items(first: 100) { edges { node { version item { name promisedDays } provenance { source effectiveFrom } } } }
      staff { edges { node { name post officePhone } } } rules { texts { edges { node { title text } } } channels { verb } }
      results { edges { node { itemName maskedName } } } } }`;
    expect(await statementsOf(feed, { at: 'shexi' })).toEqual({ plain: 4, frames: 2 });
    const board = '{ publicStaffBoard { edges { node { name post duties promise officePhone } } } }';
    expect(await statementsOf(board, { at: 'shexi' })).toEqual({ plain: 1, frames: 2 });
  });

  test('R3: tracking by number', async () => {
    const query = `query ($number: String!, $code: String!) { trackCase(number: $number, queryCode: $code) {
      number state item { name } timeline(first: 50) { edges { node { at verb toState note } } } } }`;
    const variables = { number: belongings.number, code: belongings.queryCode };
    expect(await statementsOf(query, { at: 'shexi', variables })).toEqual({ plain: 1, frames: 2 });
  });

  test('R4: the county’s summary, with the note that the county looked', async () => {
    const query = '{ county { townships { township { code } casesByState { state count } } } }';
    expect(await statementsOf(query, { as: 'COUNTY_BUREAU' })).toEqual({ plain: 2, frames: 4 });
  });

  test('R5: the reception’s day, with where each visitor was sent', async () => {
    const query = `{ firstInquiries(first: 20, today: true) { edges { node { number visitNo state matter visitorName
      responsibleNo responsible { name } holder { name } window { number } item { code }
      dispositions(last: 3) { edges { node { kind reply promisedDueOn window { number name } } } }
      handOvers(last: 1) { edges { node { dueAt takenUpAt window { number } } } } } } } }`;
    expect(await statementsOf(query, { as: 'WINDOW_STAFF', at: 'shexi' })).toEqual({ plain: 1, frames: 2 });
  });

  test('R6: hand-overs that wait for a window, and the director’s candidates', async () => {
    const waiting = `{ inquiryHandOvers(first: 20, open: true, toMe: true) { edges { node { handedAt dueAt from { name }
      window { number } inquiry { number visitNo matter } } } } }`;
    expect(await statementsOf(waiting, { as: 'WINDOW_STAFF', at: 'shexi' })).toEqual({ plain: 1, frames: 2 });
    const conduct = `{ conductViolations(first: 20) { edges { node { ground state occurredOn account staff { name }
      inquiry { number } sanction { kind imposedOn } } } } }`;
    expect(await statementsOf(conduct, { as: 'CENTRE_DIRECTOR', at: 'shexi' })).toEqual({
      plain: 1,
      frames: 2,
    });
  });

  test('R8: a month’s attendance of a window is two statements', async () => {
    const query = `query ($window: ID!) { attendanceSheet(month: "2026-10", windowId: $window) { staff { name staffNo }
      workingDays late early absentHalfDays offPost uncoveredHalfDays dutyShortMinutes pending leaveHalfDays outings } }`;
    const variables = { window: belongings.ids['Window'] };
    const statements = await statementsOf(query, { as: 'CENTRE_DIRECTOR', at: 'shexi', variables });
    expect(statements).toEqual({ plain: 2, frames: 2 });
  });

  test('the published results of a month’s survey, and the candidates of a quarter’s awards', async () => {
    const results = `{ surveyResults(month: "2026-08") { title results { subject { name } answers satisfied channels { channel answers } } } }`;
    expect(await statementsOf(results, { at: 'shexi' })).toEqual({ plain: 2, frames: 2 });
    const candidates = `{ awardCandidates(period: "2026-Q2", kind: MODEL_WORKER) { eligible { name rank total } tied { name } excluded { name disqualified } } }`;
    expect(await statementsOf(candidates, { as: 'UNIT_DEPUTY', at: 'shexi' })).toEqual({
      plain: 2,
      frames: 2,
    });
    const awards = `{ awards(first: 20) { edges { node { kind period rank total staff { name } window { name } document { number } } } } }`;
    expect(await statementsOf(awards, { as: 'UNIT_DEPUTY', at: 'shexi' })).toEqual({ plain: 1, frames: 2 });
  });

  test('the branch inbox of a station, with the case, the window, its limit and its log', async () => {
    const query = `{ branches(first: 20, mine: true, open: true) { edges { node { state round receivedAt materials dueOn overdueDays
      case { number state } station { name } window { number } handler { name } entries { kind at text } suspensions { from to }
      files { edges { node { material name url } } } } } } }`;
    const { platform } = world;
    const clerk = [...platform.directory.staffWithRole(world.town('shexi').id, 'WINDOW_STAFF')].find(
      (s) => s.staffNo === 'L01',
    );
    const token = await signToken(
      platform.tokenSecret,
      { sub: clerk?.id ?? '', kind: 'STAFF' },
      platform.now(),
    );
    const reply = await world.ask(query, { token, at: 'shexi' });
    expect(reply.data.branches.edges).toMatchObject([
      { node: { files: { edges: [{ node: { material: '申请表' } }, { node: { material: '申请表' } }] } } },
    ]);
    // The branches; their limits; which files are theirs; what these show. However many branches and files there are.
    expect(await statementsOf(query, { token, at: 'shexi' })).toEqual({ plain: 4, frames: 2 });
  });

  test('一(五): a joint case with its date, branches, their limits and files, visits and meetings', async () => {
    const query = `query ($id: ID!) { node(id: $id) { ... on Branch { case { jointDate branches(first: 20) { edges { node { state dueOn overdueDays
      station { name } window { number } first { round } files { edges { node { material url } } } } } }
      jointSessions(first: 20) { edges { node { kind day place attendances { present branch { station { name } } } } } } } } } }`;
    const variables = { id: belongings.ids['Branch'] };
    expect(await statementsOf(query, { as: 'CENTRE_DIRECTOR', at: 'shexi', variables })).toEqual({
      plain: 5,
      frames: 2,
    });
  });

  test('the public guide of an item', async () => {
    const query = `query ($item: ID!) { serviceItemGuide(itemId: $item) { version name materials { name form } procedure
      promisedDays statutoryDays fees { text } forms { name price } } }`;
    const variables = { item: world.town('shexi').itemId('PROMISE-5') };
    expect(await statementsOf(query, { at: 'shexi', variables })).toEqual({ plain: 0, frames: 0 });
  });

  test('the window’s notices that nobody acknowledged, with their cases', async () => {
    const query = `{ notices(first: 20, unacknowledged: true) { edges { node { kind ordinal issuedAt items { text }
      contents { unit queryMethod } copies { copy method } document { number } case { number state } } } } }`;
    expect(await statementsOf(query, { as: 'WINDOW_STAFF', at: 'shexi' })).toEqual({ plain: 1, frames: 2 });
  });

  test('a case with its notices, its guide and the limit of the notice', async () => {
    const query = `query ($id: ID!) { case(id: $id) { number extraTrips noticeLimit { dueOn explanation { sentence } }
      guideNotice { guide { number content { version } } } notices { edges { node { ordinal items { text } copies { copy method } } } } } }`;
    const variables = { id: noticed };
    expect(await statementsOf(query, { as: 'WINDOW_STAFF', at: 'shexi', variables })).toEqual({
      plain: 4,
      frames: 2,
    });
  });

  test('issuing a notice', async () => {
    const query = `mutation ($id: ID!) { issueNotice(input: { caseId: $id, kind: SUPPLEMENT, reason: "材料不齐全", items: [{ text: "照片" }] }) {
      ... on Notice { ordinal copies { copy } case { state } } ... on Refusal { code } } }`;
    const ids = [await submit(world, 'shexi'), await submit(world, 'shexi')].map(({ id }) => id as string);
    const one = () => ({ as: 'WINDOW_STAFF', at: 'shexi', variables: { id: ids.shift() } }) as const;
    expect(await statementsOf(query, one(), one())).toEqual({ plain: 24, frames: 4 });
  });

  test('考评: a sheet with its lines, and a ranking with the sheets of all', async () => {
    const sheet = `{ scoreSheet(period: "2026-05") { total digest period { key state } content { staff { name } total
      blocks { block full sum score } lines { code counted } parts { period total } virtues { virtue score } } } }`;
    expect(await statementsOf(sheet, { as: 'WINDOW_STAFF', at: 'shexi' })).toEqual({ plain: 1, frames: 2 });
    const ranking = `{ scoreRanking(period: "2026-Q2", subjectKind: STAFF) { rank sheet { total period { key }
      content { staff { name staffNo window { number } } disqualified } } } }`;
    expect(await statementsOf(ranking, { as: 'ASSESSOR', at: 'shexi' })).toEqual({ plain: 2, frames: 2 });
    const current = '{ currentSheet { total blocks { block score } lines { code counted } } }';
    expect(await statementsOf(current, { as: 'WINDOW_STAFF', at: 'shexi' })).toEqual({ plain: 2, frames: 2 });
    const published = '{ publishedScores(period: "2026-Q2") { total window { number } } }';
    expect(await statementsOf(published, { at: 'shexi' })).toEqual({ plain: 1, frames: 2 });
  });

  test('W1: submitting a case', async () => {
    const query = `mutation ($item: ID!) { submitCase(input: { itemId: $item, applicant: { name: "申请人甲" } }) {
      ... on Case { number state version item { name } } ... on Refusal { code } } }`;
    const variables = { item: world.town('shexi').itemId('PROMISE-5') };
    expect(await statementsOf(query, { as: 'WINDOW_STAFF', at: 'shexi', variables })).toEqual({
      plain: 8,
      frames: 2,
    });
  });

  test('an item’s version that a case rests on, when it is current no longer: read once, then kept', async () => {
    const town = world.town('shexi');
    const where = { townshipId: town.id, itemId: town.items['PROMISE-5'] ?? '' };
    await perform(world.platform, { townshipId: town.id, actor: SYSTEM, mayBeSilent: true }, async (act) => {
      const [old] = await act.tx.serviceItemVersion.findMany({ where });
      if (!old) throw new Error('the item must have a version');
      const { materials, fees, source, ...columns } = old;
      const json = { materials: materials as object, fees: fees as object, source: source as object };
      await act.tx.serviceItemVersion.create({
        data: { ...columns, ...json, version: 2, name: '残疾人证办理（新）' },
      });
      await act.tx.serviceItem.updateMany({
        where: { townshipId: town.id, id: where.itemId },
        data: { currentVersion: 2 },
      });
      act.announce('reference');
    });
    const query = `query ($id: ID!) { case(id: $id) { item { name version } } }`;
    const options = { as: 'WINDOW_STAFF', at: 'shexi', variables: { id: belongings.ids['Case'] } } as const;
    const { data } = await world.ask(query, options);
    expect(data.case.item).toEqual({ name: '残疾人证办理', version: 1 });
    expect((await statementsOf(query, options)).plain).toBe(1);
  });
});
