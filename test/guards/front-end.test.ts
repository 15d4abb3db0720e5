import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ITEM_FIELD_NAMES } from '../../core/catalogue/field-names.ts';
import { globalId } from '../../core/graphql/node.ts';
import { ROLE_NAMES, ROLES } from '../../core/auth/roles.ts';
import { done } from '../support/done.ts';
import { submit } from '../support/story.ts';
import { createWorld, type World } from '../support/world.ts';

// What a front end needs besides the chapters: who one is, whom one may choose, and sentences that can be read aloud.

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const AT = { at: 'shexi' } as const;

describe('who is signed in', () => {
  test('a clerk is told his own id, window and the mutations of his roles', async () => {
    const { data } = await world.ask('{ viewer { staff { id window { id } } verbs } }', {
      ...AT,
      as: 'WINDOW_STAFF',
    });
    const { shexi } = world.towns;
    expect(data.viewer.staff).toEqual({
      id: globalId('Staff', { townshipId: shexi?.id ?? '', id: shexi?.staff['WINDOW_STAFF'] ?? '' }),
      window: { id: shexi?.windowGlobalId() },
    });
    expect(data.viewer.verbs).toEqual(expect.arrayContaining(['acceptCase', 'signIn', 'fileComplaint']));
    expect(data.viewer.verbs).not.toContain('configureModule');
    expect(data.viewer.verbs).not.toContain('approveLeave');
  });

  test('every mutation that is named admits the caller, and every other is FORBIDDEN', async () => {
    const { data } = await world.ask('{ viewer { verbs } }', { ...AT, as: 'APPLICANT' });
    const codeOf = async (verb: string, input: string) => {
      const query = `mutation { ${verb}(input: { caseId: "x" ${input} }) { __typename } }`;
      return (await world.ask(query, { ...AT, as: 'APPLICANT' })).errors?.[0]?.extensions.code;
    };
    expect(data.viewer.verbs).toContain('withdrawCase');
    expect(data.viewer.verbs).not.toContain('acceptCase');
    expect(await codeOf('withdrawCase', 'reason: "x"')).toBe('BAD_INPUT');
    expect(await codeOf('acceptCase', '')).toBe('FORBIDDEN');
  });

  test('nobody of a township’s staff is nobody’s id', async () => {
    for (const as of ['APPLICANT', 'COUNTY_BUREAU'] as const) {
      const { data } = await world.ask('{ viewer { staff { id } } }', { as });
      expect(data.viewer.staff).toBeNull();
    }
  });
});

describe('whom and what one may choose', () => {
  const lists = (args: string, of: string) =>
    `{ township(code: "shexi") { ${of}${args} { edges { node { ${of === 'staff' ? 'roles' : 'code name'} } } } } }`;

  test('staff by role, for staff and county only', async () => {
    const query = lists('(role: "STATION_HEAD")', 'staff');
    const { data } = await world.ask(query, { ...AT, as: 'WINDOW_STAFF' });
    expect(data.township.staff.edges.length).toBeGreaterThan(0);
    for (const { node } of data.township.staff.edges) expect(node.roles).toContain('STATION_HEAD');
    expect((await world.ask(query, { as: 'COUNTY_BUREAU' })).data).toEqual(data);
    for (const [as, code] of [
      ['NOBODY', 'UNAUTHENTICATED'],
      ['APPLICANT', 'FORBIDDEN'],
    ] as const) {
      const refused = await world.ask(query, { ...AT, as });
      expect([refused.data.township, refused.errors?.[0]?.extensions.code]).toEqual([{ staff: null }, code]);
    }
  });

  test('stations for everyone', async () => {
    const { data } = await world.ask(lists('', 'stations'), AT);
    expect(data.township.stations.edges.length).toBeGreaterThan(0);
  });

  test('items by code, part of the name, station, and whether they take cases; each with its open windows', async () => {
    const all = await world.ask(
      '{ township(code: "shexi") { serviceItems(first: 100) { edges { node { code acceptable name station { id } windows { edges { node { id } } } } } } } }',
      AT,
    );
    const items = all.data.township.serviceItems.edges.map(({ node }: { node: object }) => node);
    const [one] = items;
    expect(one.windows.edges.map(({ node }: { node: { id: string } }) => node.id)).toContain(
      world.towns['shexi']?.windowGlobalId(),
    );
    const codes = async (args: string) => {
      const { data } = await world.ask(lists(`(first: 100, ${args})`, 'serviceItems'), AT);
      return data.township.serviceItems.edges.map(({ node }: { node: { code: string } }) => node.code);
    };
    const those = (holds: (item: typeof one) => boolean) =>
      items.filter(holds).map((item: typeof one) => item.code);
    expect(await codes(`code: "${one.code}"`)).toEqual([one.code]);
    expect(await codes(`name: "${one.name.slice(0, 2)}"`)).toEqual(
      those((item) => item.name.includes(one.name.slice(0, 2))),
    );
    expect(await codes(`stationId: "${one.station.id}"`)).toEqual(
      those((item) => item.station?.id === one.station.id),
    );
    for (const acceptable of [true, false])
      expect(await codes(`acceptable: ${acceptable}`)).toEqual(
        those((item) => item.acceptable === acceptable),
      );
    expect(await codes('name: "没有这样的事项"')).toEqual([]);
  });

  test('an id of another township or of another type is BAD_INPUT and names the argument', async () => {
    const { dongshan } = world.towns;
    const ids = [
      globalId('Station', { townshipId: dongshan?.id ?? '', id: dongshan?.stationId ?? '' }),
      world.towns['shexi']?.windowGlobalId(),
    ];
    for (const id of ids) {
      const { errors } = await world.ask(lists(`(stationId: "${id}")`, 'serviceItems'), AT);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'stationId' });
      expect(errors?.[0]?.message).toContain('stationId');
    }
  });
});

describe('a refusal is read aloud', () => {
  const latin = /[A-Za-z]{3,}/;
  const said = async (verb: string, input: object, as: 'WINDOW_STAFF' | 'NOBODY' | 'COUNTY_BUREAU') => {
    const { data } = await world.ask(
      `mutation ($i: ${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input!) {
        ${verb}(input: $i) { ... on Refusal { code message } } }`,
      { ...(as === 'COUNTY_BUREAU' ? {} : AT), as, variables: { i: input } },
    );
    return data[verb];
  };

  test('a field, a step, a type and a chapter are called what people call them', async () => {
    const { id } = await submit(world, 'shexi');
    const itemId = world.towns['shexi']?.itemId('PROMISE-5');
    const elsewhere = world.towns['dongshan']?.itemId('PROMISE-5');
    await said('acceptCase', { caseId: id }, 'WINDOW_STAFF');
    const refusals = [
      await said('submitCase', { itemId, applicant: { name: ' ' } }, 'WINDOW_STAFF'),
      await said('acceptCase', { caseId: id }, 'WINDOW_STAFF'),
      await said('submitCase', { itemId: elsewhere, applicant: { name: '申请人甲' } }, 'WINDOW_STAFF'),
      await said(
        'configureModule',
        { township: 'shexi', module: 'timely-completion', enabled: false },
        'COUNTY_BUREAU',
      ),
      await said('fileComplaint', { category: 'ATTITUDE', content: '态度差', name: '投诉人甲' }, 'NOBODY'),
    ];
    expect(refusals.map(({ code, message }) => [code, message.split('；')[0]])).toEqual([
      ['TEXT_REQUIRED', '“姓名或名称”不能为空'],
      ['STATE_NOT_ALLOWED', '办件现为“已受理（办理中）”，不能办理“受理”'],
      ['NOT_FOUND', '没有找到所指的“事项”，请核对编号'],
      ['MODULE_HAS_OPEN_WORK', '“按时办结”还有2项未办完的工作，不能停用'],
      ['COMPLAINT_INCOMPLETE', '请写明被投诉人或被投诉站所，其一即可'],
    ]);
    for (const { message } of refusals) expect(message.replace('（FREEZE）', '')).not.toMatch(latin);
  });

  test('what an item lacks and who may act have Chinese names', async () => {
    const { data } = await world.ask(
      '{ township(code: "shexi") { serviceItems(first: 100, acceptable: false) { edges { node { missing { field name } } } } } }',
      AT,
    );
    const missing = data.township.serviceItems.edges.flatMap(
      ({ node }: { node: { missing: { field: string; name: string }[] } }) => node.missing,
    );
    expect(missing.length).toBeGreaterThan(0);
    for (const { field, name } of missing) expect(name).toBe(ITEM_FIELD_NAMES[field]);
    expect(Object.keys(ROLE_NAMES)).toEqual([...ROLES]);
  });
});

describe('a slip in a request is told where it is', () => {
  test.each([
    ['{ deadlinePreview(from: "tomorrow", workingDays: 1) { dueOn } }', /^不是有效的日期.* \/ .*tomorrow/],
    ['{ township(code: "shexi") { serviceItems(first: 0) { edges { cursor } } } }', /first/],
    [
      '{ township(code: "shexi") { serviceItems(first: 1, last: 1) { edges { cursor } } } }',
      /first 和 after/,
    ],
    ['{ node(id: "abc") { id } }', /编号或游标无效/],
  ])('%s', async (query, message) => {
    const { errors } = await world.ask(query, AT);
    expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    expect(errors?.[0]?.message).toMatch(message);
  });
});

test('the settings of every chapter are told with their meaning and default', async () => {
  const { data } = await world.ask('{ modules { id settingsSchema } }', {});
  expect(data.modules).toHaveLength(13);
  for (const { settingsSchema } of data.modules)
    for (const setting of Object.values(settingsSchema.properties))
      expect([setting, Object.keys(setting as object)]).toEqual([
        expect.objectContaining({ description: expect.stringContaining(' / ') as string }),
        expect.arrayContaining(['default']),
      ]);
});

test('a desk lists what is open: an appointment until its outcome is recorded', async () => {
  const slot = await done(
    world,
    'mutation { openLunchSlot(input: { day: "2026-09-29" }) { ... on LunchSlot { id } ... on Refusal { code } } }',
    { ...AT, as: 'STATION_HEAD' },
  );
  const appointment = await done(
    world,
    `mutation { bookLunchSlot(input: { slotId: "${slot.id}" }) { ... on Appointment { id } ... on Refusal { code } } }`,
    { ...AT, as: 'WINDOW_STAFF' },
  );
  const listed = async (args: string) => {
    const query = `{ appointments${args} { edges { node { id } } } }`;
    const { data } = await world.ask(query, { ...AT, as: 'WINDOW_STAFF' });
    return data.appointments.edges.map(({ node }: { node: { id: string } }) => node.id);
  };
  expect(await listed('(open: true, day: "2026-09-29")')).toEqual([appointment.id]);
  expect(await listed('(open: true, day: "2026-09-30")')).toEqual([]);
  await done(
    world,
    `mutation { closeAppointment(input: { appointmentId: "${appointment.id}", kept: true }) { ... on Appointment { id } ... on Refusal { code } } }`,
    { ...AT, as: 'WINDOW_STAFF' },
  );
  expect(await listed('(open: true)')).toEqual([]);
  expect(await listed('')).toEqual([appointment.id]);
  const slots = await world.ask('{ lunchSlots(from: "2026-09-30") { edges { node { id } } } }', AT);
  expect(slots.data.lunchSlots.edges).toEqual([]);
});

test('somebody who applies for another leaves the applicant of his own earlier case as he was', async () => {
  const itemId = world.towns['shexi']?.itemId('PROMISE-5');
  const apply = async (applicant: object) => {
    const { data } = await world.ask(
      `mutation ($i: SubmitCaseInput!) { submitCase(input: $i) { ... on Case { id } } }`,
      { ...AT, as: 'APPLICANT', variables: { i: { itemId, applicant } } },
    );
    return data.submitCase.id as string;
  };
  const own = await apply({ name: '申请人甲', phone: '13800000001' });
  const other = await apply({ name: '李某', phone: '13900000002' });
  await apply({ name: '申请人甲' });
  const { data } = await world.ask(
    `{ own: case(id: "${own}") { applicant { name phone } } other: case(id: "${other}") { applicant { name phone } } }`,
    { ...AT, as: 'APPLICANT' },
  );
  expect(data).toEqual({
    own: { applicant: { name: '申***', phone: '138****0001' } },
    other: { applicant: { name: '李*', phone: '139****0002' } },
  });
});
