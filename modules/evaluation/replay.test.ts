import readXlsx from 'read-excel-file/node';
import { beforeEach, describe, expect, test } from 'vitest';
import { configure } from '../../test/support/county-scene.ts';
import { Served } from '../../test/support/http.ts';
import { forgedLinks } from '../../test/support/links.ts';
import { sheetScene } from '../../test/support/sheet-scene.ts';
import { inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ on: ['evaluation'], day: '2026-11-02' });
  return () => world.close();
});

const scene = sheetScene(() => world);
const { ask, enter, freeze, read, replayed, sheet, worked } = scene;
describe('三(一)1: replay and preview', () => {
  test('三(一)1: a month is the same byte for byte after the settings changed twice', async () => {
    await worked();
    const { id } = await freeze('2026-10');
    expect(await replayed(id)).toMatchObject({ identical: true, sheets: (await scene.subjects()).length });
    for (const [day, points] of [
      ['2026-11-03', { WD1a: -2 }],
      ['2026-11-04', { WD1a: -3, SQ2: -10 }],
    ] as const) {
      world.at(day);
      await configure(world, 'evaluation', { settings: { points, bonusCap: 1, sameFact: 'SUM' } });
    }
    expect(await replayed(id)).toMatchObject({ identical: true });
    // What is entered later for the same facts changes nothing either.
    await enter({ code: 'SQ2', occurredOn: '2026-10-15', month: '2026-11', factId: 'complaint/1' });
    expect(await replayed(id)).toMatchObject({ identical: true });
  });

  test('三(一)1: a fact that slipped in afterwards is found', async () => {
    await worked();
    const { id } = await freeze('2026-10');
    await enter({ code: 'OL1', occurredOn: '2026-10-23', month: '2026-10' });
    expect(await replayed(id)).toMatchObject({
      identical: false,
      differences: expect.arrayContaining([{ kept: { total: 89 }, replayed: { total: 87 } }]),
    });
  });

  const preview = (settings: unknown, who: 'UNIT_HEAD' | 'WINDOW_STAFF' | 'STATION_HEAD' = 'UNIT_HEAD') =>
    ask(
      `query ($settings: JSON!) { answer: evaluationPreview(period: "2026-10", settings: $settings) {
        ... on EvaluationPreview { sheets { before { staff { id } total } after { total } } } ... on Refusal { code details } } }`,
      who,
      { settings },
    );

  test('三(一)4A: a preview shows everybody under other settings and writes nothing, not even an audit entry', async () => {
    await worked();
    await freeze('2026-10');
    const counts = () =>
      inTables(world, async (tx) => {
        const tables = await tx.$queryRaw<{ name: string }[]>`
          select table_name as "name" from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
        const rows: Record<string, unknown> = {};
        for (const { name } of tables)
          [rows[name]] = await tx
            .$queryRawUnsafe<{ n: number }[]>(`select count(*)::int as n from "${name}"`)
            .catch(() => [null] as never);
        return rows;
      });
    const before = await counts();
    expect(before).toMatchObject({
      LedgerEntry: { n: 11 },
      AuditEntry: { n: expect.any(Number) },
      ScoreSheet: { n: 8 },
    });
    const { data } = await preview({ points: { WD1a: -2 }, bonusCap: 1 });
    const own = data.answer.sheets.find(
      (row: { before: { staff: { id: string } | null } }) =>
        row.before.staff?.id === scene.staffId('WINDOW_STAFF'),
    );
    // Three times late cost three points more, and two of the bonus are cut.
    expect(own).toMatchObject({ before: { total: 89 }, after: { total: 84 } });
    expect(data.answer.sheets).toHaveLength((await scene.subjects()).length);
    expect(await counts()).toEqual(before);
  });

  test('三(一)4A: settings that are not valid are refused in the words of configureModule; the preview is not for everyone', async () => {
    const wrong = { fullMarks: { WD: 30 }, suppressBelow: 1 };
    const { data } = await preview(wrong);
    expect(data.answer.code).toBe('MODULE_SETTINGS_INVALID');
    expect(data.answer).toEqual(await configure(world, 'evaluation', { settings: wrong }));
    for (const who of ['WINDOW_STAFF', 'STATION_HEAD'] as const)
      expect((await preview({}, who)).errors?.[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('三(一)4B(1): a period as a workbook', () => {
  const CALL = 'exportPeriod(period: "2026-10")';
  const VIEW = '... on ScoreWorkbook { name mediaType url } ... on Refusal { code }';
  let served: Served;
  beforeEach(async () => {
    served = await Served.over(world);
    return () => served.stop();
  });
  const get = (path: string, method = 'GET') => fetch(`${served.url}${path}`, { method });

  test('三(一)4B(1): XLSX with the persons and windows by score and every entry, read back by another library', async () => {
    expect(await read(CALL, VIEW, 'ASSESSOR')).toEqual({ code: 'NOT_FOUND' });
    await worked();
    await freeze('2026-10');
    const { name, mediaType, url } = await read(CALL, VIEW, 'ASSESSOR');
    expect(name).toBe('考评表-2026-10.xlsx');
    const response = await get(url);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': mediaType,
      'content-disposition': `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
    });
    const sheets = await readXlsx(Buffer.from(await response.arrayBuffer()));
    expect(sheets.map(({ sheet: title }) => title)).toEqual(['人员', '窗口', '计分明细']);
    const [staff, windows, lines] = sheets.map(({ data }) => data);
    expect(staff?.at(-1)).toEqual([
      7,
      expect.stringMatching(/^工作人员\d+（W\d+）$/),
      25,
      20,
      12,
      20,
      9,
      3,
      89,
      null,
      'DQ1',
    ]);
    expect(staff).toHaveLength(8);
    expect(windows?.[1]?.slice(0, 2)).toEqual([1, '01号窗口 民政窗口']);
    expect(lines).toHaveLength(12);
    expect(lines?.find((row) => row[1] === 'CM4' && row[5] === 3)).toEqual(
      expect.arrayContaining(['CM4', '办件超承诺时限', '2026-10-21', '2026-10', 3, -6, -6]),
    );
  });

  test('三(一)1: its link is given to who may see the sheets, is open for five minutes, and for this period of this township only', async () => {
    await worked();
    await freeze('2026-10');
    for (const who of ['WINDOW_STAFF', 'DUTY_OFFICER', 'APPLICANT', 'FRONTEND', 'COUNTY_BUREAU'] as const)
      await expect(read(CALL, VIEW, who)).rejects.toThrow('FORBIDDEN');
    const { url } = await read(CALL, VIEW, 'STATION_HEAD');
    expect(url).toMatch(/^\/t\/shexi\/downloads\/score-workbook\/2026-10\?/);
    expect([(await get(url)).status, (await get(url, 'HEAD')).status]).toEqual([200, 200]);
    expect((await get(url, 'POST')).status).toBe(404);
    for (const forged of [
      ...forgedLinks(url, url.replace('2026-10?', '2026-09?')),
      ...forgedLinks(url, url.replace('score-workbook', 'files')),
      url.replace('/score-workbook/', '/another/'),
    ]) {
      const answer = await get(forged);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FILE_LINK_INVALID' } }] });
    }
    world.at('2026-11-02', '09:04');
    expect((await get(url)).status).toBe(200);
    world.at('2026-11-02', '09:05');
    expect((await get(url)).status).toBe(404);
  });

  test('三(一)4B(1): a link leads nowhere while evaluation is off', async () => {
    await worked();
    await freeze('2026-10');
    const { url } = await read(CALL, VIEW, 'ASSESSOR');
    await configure(world, 'evaluation', { enabled: false, openWork: 'FREEZE' });
    expect((await get(url)).status).toBe(404);
  });
});

describe('三(一)4A: a sheet as a paper', () => {
  const PRINT = `mutation ($sheetId: ID!) { answer: printScoreSheet(input: { sheetId: $sheetId }) {
    ... on Document { id number title text url } ... on Refusal { code } } }`;

  test('三(一)1 · sheets-are-seen-by-whom-they-concern: printed for oneself and the group, and shown to nobody else', async () => {
    await worked();
    await freeze('2026-10');
    const { id: sheetId } = await sheet('2026-10');
    const print = async (as: Parameters<typeof ask>[1]) => (await ask(PRINT, as, { sheetId })).data.answer;
    expect(await print('DUTY_OFFICER')).toEqual({ code: 'NOT_FOUND' });
    const own = await print('WINDOW_STAFF');
    expect(own).toMatchObject({
      title: '考评表',
      text: expect.stringContaining('得分：89.00分，其中奖励分3.00分。'),
      url: expect.stringMatching(/^\/t\/shexi\/documents\//),
    });
    expect(own.text).toContain('2026-10-21 CM4 办件超承诺时限：-6.00分\n2026-10-22 BN3b');
    expect(own.text).toContain('本期取消评先评优资格：DQ1。');
    expect((await print('ASSESSOR')).title).toBe('考评表');
    const seen = async (as: Parameters<typeof ask>[1]) => {
      const { data } = await ask('query ($id: ID!) { node(id: $id) { ... on Document { text } } }', as, {
        id: own.id,
      });
      return data.node;
    };
    for (const who of ['DUTY_OFFICER', 'STATION_HEAD', 'COUNTY_BUREAU', 'FRONTEND', 'NOBODY'] as const)
      expect(await seen(who)).toBeNull();
  });
});
