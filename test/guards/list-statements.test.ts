import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { statementCounter } from '../support/statements.ts';
import { fillTownship } from '../support/story.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;

const { spy, statementsOf } = statementCounter(() => world);

beforeAll(async () => {
  world = await createWorld();
  await fillTownship(world, 'shexi');
});
afterAll(async () => {
  spy.mockRestore();
  await world.close();
});

describe('the SQL statements of a list are so many and no more', () => {
  test.each([
    [
      'the feed of monitoring',
      '{ monitoringFeed(first: 20) { edges { node { position number type toState occurredAt } } } }',
      1,
    ],
    [
      'the feed for a consumer, who has acknowledged some of it',
      '{ monitoringFeed(consumer: "province", first: 20) { edges { node { position number type } } } }',
      2,
    ],
    [
      'entries with their cases',
      '{ counterEntries(first: 20) { edges { node { standing dueOn case { number state } } } } }',
      1,
    ],
    [
      'voids with their cases',
      '{ caseVoids(first: 20) { edges { node { reason case { number state } } } } }',
      1,
    ],
    ['calls for help', '{ itTickets(first: 20) { edges { node { problem answer window { number } } } } }', 1],
    [
      'requests for software',
      '{ softwareInstallRequests(first: 20) { edges { node { state software window { number } } } } }',
      1,
    ],
    [
      'inspections with what was found',
      '{ deviceInspections(first: 20) { edges { node { inspectedAt window { number } findings(first: 20) { edges { node { kind code staff { name } } } } } } } }',
      1,
    ],
    [
      'alerts of accounts',
      '{ accountAlerts(first: 20) { edges { node { state staff { name } window { number } other { number } } } } }',
      1,
    ],
    [
      'questions asked online, with their limits',
      '{ onlineConsultations(first: 20) { edges { node { number question dueOn clocks { phase } } } } }',
      2,
    ],
  ])('R9: %s', async (_name, query, plain) => {
    expect(await statementsOf(query, { as: 'CENTRE_DIRECTOR', at: 'shexi' })).toEqual({ plain, frames: 2 });
  });

  test.each([
    ['punches', 'at day receivedAt staff { name }', 1],
    ['punchCorrections', 'kind at reason staff { name } madeBy { name }', 1],
    ['leaveRequests', 'type reason fromDay throughDay halfDays state staff { name } cover { name }', 1],
    ['outings', 'reason leftAt expectedReturn returnedAt staff { name }', 1],
    ['attendanceMarks', 'day half kind minutes state staff { name }', 1],
    ['dutyRoster', 'day staff { name }', 1],
    ['attendanceDevices', 'code name active', 1],
    ['trainingPlans', 'year categories topics missingContents', 1],
    [
      'trainingSessions',
      'title category day state attendances { edges { node { state staff { name } } } }',
      1,
    ],
    ['trainingMonthChecks', 'month sessions', 1],
    ['trainingAttendances', 'state signedInAt staff { name }', 1],
    ['trainingScores', 'attempt score pass passed', 1],
    ['trainingRetakes', 'passed dueOn clocks { kind dueOn }', 2],
    ['selfStudies', 'day topic minutes', 1],
    ['safetyLetters(year: 2026)', 'year signedAt staff { name }', 1],
    [
      'seals',
      'name holder { name } uses { edges { node { explanation } } } handOvers { edges { node { at } } }',
      1,
    ],
    ['untidyWarnings', 'state', 1],
    ['dutyChecklists', 'day done remark', 1],
    ['hazards', 'place dueOn closed clocks { kind dueOn }', 2],
    ['closingChecks', 'left', 1],
    ['incidentAccountability', 'measure staff { name }', 1],
    ['valuablesFindings', 'kind note foundOn', 1],
    ['safetyIncidents', 'occurredOn account serious', 1],
  ])('a list of conduct, %s, with whom its rows name', async (name, view, plain) => {
    const query = `{ list: ${name} { edges { node { ${view} } } } }`;
    const as = /^(punch|leave|outings|attendance|duty)/.test(name) ? 'ATTENDANCE_OFFICER' : 'CENTRE_DIRECTOR';
    expect(await statementsOf(query, { as, at: 'shexi' })).toEqual({ plain, frames: 2 });
  });

  test.each([
    [
      'the joint catalogue with its flow charts',
      'jointCatalogues(first: 20) { edges { node { version jointDays flowChart flowChartSvg lead { name } item { code } participants { days materials station { name } } } } }',
      1,
    ],
    [
      'accountability cases',
      'accountabilityCases(first: 20) { edges { node { ground evidence openedOn decision person { name } deputy { name } branch { state station { name } case { number } } } } }',
      1,
    ],
    [
      'suspensions by window',
      'suspensionStatistics(from: "2026-09-01", through: "2026-10-31") { windowNumber count open workingDays }',
      1,
    ],
  ])('一(五), the director’s lists: %s', async (_name, list, plain) => {
    expect(await statementsOf(`{ ${list} }`, { as: 'CENTRE_DIRECTOR', at: 'shexi' })).toEqual({
      plain,
      frames: 2,
    });
  });

  test('restricted files with all that hangs on them, and the entries that they were read', async () => {
    const files = `{ integrityFiles(first: 20) { edges { node { number prohibition source state subject { name } letter { number }
      reporter { name } notes { edges { node { at text author { name } } } } access { edges { node { role reason } } } } } } }`;
    expect(await statementsOf(files, { as: 'CENTRE_DIRECTOR', at: 'shexi' })).toEqual({
      plain: 3,
      frames: 4,
    });
  });

  test('outcomes, gifts, fee changes, receipts, and a quarter’s declarations', async () => {
    const director = { as: 'CENTRE_DIRECTOR', at: 'shexi' } as const;
    await deliverAll(world.platform);
    await runModuleJobs(world.platform);
    for (const list of [
      'integrityOutcomes(first: 20) { edges { node { prohibition disqualifies confirmedOn staff { name } } } }',
      'giftDeclarations(first: 20) { edges { node { description disposition settledOn staff { name } } } }',
      'feeChanges(first: 20) { edges { node { version amount formerAmount item { name } publishedBy { name } } } }',
      'feeMismatches(first: 20) { edges { node { charged published day case { number } staff { name } } } }',
      'feeReceipts(first: 20) { edges { node { number amount case { number } } } }',
      'declarationCampaigns(first: 4) { edges { node { quarter declarations(unsigned: true) { edges { node { staff { name } } } } } } }',
    ])
      expect({ list, ...(await statementsOf(`{ ${list} }`, director)) }).toEqual({
        list,
        plain: 1,
        frames: 2,
      });
    const month =
      '{ receiptReconciliation(month: "2026-09") { paidCases receiptedCases missing { edges { node { number } } } } }';
    expect(await statementsOf(month, director)).toEqual({ plain: 2, frames: 2 });
  });

  test('R10: the daily logs with what they hold, and what a month has and lacks of them', async () => {
    const as = { as: 'CENTRE_DIRECTOR', at: 'shexi' } as const;
    const logs = `{ dailyLogs(first: 20, month: "2026-09") { edges { node { day late summary officer { name }
      observations { edges { node { criterion { code } state occurredOn late } } } warnings { edges { node { text corrected window { number } } } } } } } }`;
    expect(await statementsOf(logs, as)).toEqual({ plain: 1, frames: 2 });
    const month = `{ missingDailyLogs(month: "2026-09") { expected found missing } dailyLogStatistics(month: "2026-09") { code observations } }`;
    expect(await statementsOf(month, as)).toEqual({ plain: 2, frames: 2 });
  });

  test('the ledger, one’s own part of it, and what waits for the group', async () => {
    const entry = `criterion { code title points clause { id } } points units occurredOn month evidence staff { name } window { number }
      recordedBy { name } confirmedBy { name } secondBy { name } corrects { points } correctedBy { reason } derivedFrom { points } appeal { state }`;
    const all = `{ ledgerEntries(first: 20, month: "2026-09") { edges { node { ${entry} } } } }`;
    expect(await statementsOf(all, { as: 'CENTRE_DIRECTOR', at: 'shexi' })).toEqual({ plain: 1, frames: 2 });
    const own = `{ myLedger(first: 20) { edges { node { ${entry} } } } }`;
    expect(await statementsOf(own, { as: 'WINDOW_STAFF', at: 'shexi' })).toEqual({ plain: 1, frames: 2 });
    const waiting = `{ scoreProposals(first: 20, state: PROPOSED) { edges { node { state evidence measuredBy occurredOn units
      criterion { code title points } staff { name } window { number } handler { name } recordedBy { name } entries { edges { node { points } } } } } } }`;
    expect(await statementsOf(waiting, { as: 'CENTRE_DIRECTOR', at: 'shexi' })).toEqual({
      plain: 1,
      frames: 2,
    });
    const appeals =
      '{ scoreAppeals(first: 20) { edges { node { state text dueOn staff { name } entry { points evidence } } } } }';
    expect(await statementsOf(appeals, { as: 'CENTRE_DIRECTOR', at: 'shexi' })).toEqual({
      plain: 2,
      frames: 2,
    });
  });
});
