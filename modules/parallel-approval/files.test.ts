import { afterEach, beforeEach, expect, test } from 'vitest';
import { Served } from '../../test/support/http.ts';
import { parallelScene, type Place } from '../../test/support/parallel-scene.ts';
import { HERE } from '../../test/support/timely-scene.ts';
import { ADD_CASE_FILE, PDF, sendUpload } from '../../test/support/uploads.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
let served: Served;
let land: Place;
let village: Place;
let forestry: Place;
let lead: string;
let minutes: number;
const { addPlace, branchesOf, denied, gid, publish, say, tokenOf } = parallelScene(() => world);

beforeEach(async () => {
  world = await createWorld();
  served = await Served.over(world);
  land = await addPlace('L01', '国土所');
  village = await addPlace('L02', '规划所');
  forestry = await addPlace('L03', '林业站');
  minutes = 10;
  lead = await world.token('WINDOW_STAFF', HERE);
});
afterEach(async () => {
  await served.stop();
  await world.close();
});

/** A case that was handed in without any paper. */
async function bare(): Promise<string> {
  const application = { itemId: world.town(HERE).itemId('PROMISE-5'), applicant: { name: '申请人甲' } };
  return (await say('submitCase', application)).id;
}

/** Uploads one material a minute, so that their order is that of upload. */
async function upload(caseId: string, material: string): Promise<string> {
  minutes += 1;
  world.at('2026-09-28', `09:${minutes}`);
  const { data } = await sendUpload(served, {
    at: HERE,
    token: lead,
    query: ADD_CASE_FILE,
    variables: { input: { caseId, material, file: null } },
    files: [{ bytes: PDF, name: `${material}.pdf` }],
  });
  return data.answer.id;
}

/** What somebody reads over HTTP of the files of a case, of its branches, and of each file by its id. */
async function seen(token: string, caseId: string, fileIds: readonly string[]) {
  const { body } = await served.send({
    path: `/t/${HERE}/graphql`,
    headers: { authorization: `Bearer ${token}` },
    query: `query ($id: ID!, $files: [ID!]!) { case(id: $id) { files { edges { node { material url } } }
      branches { edges { node { files { edges { node { material url } } } } } } } nodes(ids: $files) { ... on CaseFile { material } } }`,
    variables: { id: caseId, files: fileIds },
  });
  expect(
    body.errors?.filter((e: { extensions: { code: string } }) => e.extensions.code !== 'FORBIDDEN') ?? [],
  ).toEqual([]);
  type File = { material: string; url: string };
  const nodes = <T>(connection: { edges: { node: T }[] }) => connection.edges.map(({ node }) => node);
  const files = nodes<File>(body.data.case.files);
  const forked = nodes<{ files: { edges: { node: File }[] } }>(body.data.case.branches).map((branch) =>
    nodes(branch.files).map(({ material }) => material),
  );
  const byId = (body.data.nodes as (File | null)[]).map((file) => file?.material ?? null);
  return { files, materials: files.map(({ material }) => material), forked, byId };
}

test('一(五)4(2) · branch-gets-its-materials: a required material that is neither named nor uploaded is not forked; its file suffices', async () => {
  await publish([land]);
  const caseId = await bare();
  const missing = {
    code: 'BRANCH_MATERIAL_MISSING',
    clause: { id: '一(五)4(2)' },
    details: { missing: ['申请表'] },
  };
  expect(await say('acceptCase', { caseId })).toMatchObject(missing);
  await upload(caseId, '林权证');
  expect(await say('acceptCase', { caseId })).toMatchObject(missing);
  const branches = [{ stationId: gid('Station', land.stationId), materials: [] }];
  expect(await say('forkBranches', { caseId, branches })).toMatchObject(missing);
  await upload(caseId, '申请表');
  expect(await say('forkBranches', { caseId, branches })).toMatchObject(missing);
  expect(await say('acceptCase', { caseId })).toMatchObject({ state: 'ACCEPTED' });
  expect(await branchesOf(caseId)).toMatchObject([{ materials: ['申请表'] }]);
  expect((await seen(await tokenOf(land), caseId, [])).forked).toEqual([['申请表']]);
});

test('一(五)4(2) · branch-gets-its-materials: each station sees exactly the files forked to it, by signed link, and not the others of the case', async () => {
  await publish([land, village]);
  const caseId = await bare();
  const [form, map, forest] = [
    await upload(caseId, '申请表'),
    await upload(caseId, '四至图'),
    await upload(caseId, '林权证'),
  ];
  const all = [form, map, forest];
  const to = (place: Place, fileIds: string[]) => ({
    stationId: gid('Station', place.stationId),
    materials: [],
    fileIds,
  });
  const other = await upload(await bare(), '申请表');
  expect(await say('forkBranches', { caseId, branches: [to(land, [other])] })).toMatchObject({
    code: 'NOT_FOUND',
  });
  const branches = [to(land, [form, map]), to(village, [form, forest])];
  expect(await say('forkBranches', { caseId, branches })).toMatchObject({ state: 'ACCEPTED' });
  expect((await branchesOf(caseId)).map((b) => b.materials)).toEqual([
    ['申请表', '四至图'],
    ['申请表', '林权证'],
  ]);

  const [first, second, none] = await Promise.all(
    [land, village, forestry].map(async (place) => seen(await tokenOf(place), caseId, all)),
  );
  expect(first).toMatchObject({
    materials: ['申请表', '四至图'],
    forked: [['申请表', '四至图'], ['申请表']],
    byId: ['申请表', '四至图', null],
  });
  expect(second).toMatchObject({
    materials: ['申请表', '林权证'],
    forked: [['申请表'], ['申请表', '林权证']],
    byId: ['申请表', null, '林权证'],
  });
  expect(none).toMatchObject({ materials: [], forked: [[], []], byId: [null, null, null] });
  for (const token of [lead, await world.token('CENTRE_DIRECTOR', HERE)])
    expect(await seen(token, caseId, all)).toMatchObject({
      materials: ['申请表', '四至图', '林权证'],
      forked: [
        ['申请表', '四至图'],
        ['申请表', '林权证'],
      ],
    });
  for (const { url } of first?.files ?? []) {
    const response = await fetch(`${served.url}${url}`);
    expect([response.status, Buffer.from(await response.arrayBuffer())]).toEqual([200, PDF]);
    expect((await fetch(`${served.url}${url.slice(0, -2)}`)).status).toBe(404);
  }
});

test('一(五)4(4) · second-application-within-joint: the second application has the files of the first and those handed in since', async () => {
  await publish([land]);
  const caseId = await bare();
  await upload(caseId, '申请表');
  await say('acceptCase', { caseId });
  const [{ id: branchId }] = await branchesOf(caseId);
  const rectify = { branchId, opinion: 'RECTIFY', text: '四至不清', requirements: ['补四至图'] };
  await say('giveOpinion', rectify, land);
  const map = await upload(caseId, '四至图');
  const token = await tokenOf(land);
  expect((await seen(token, caseId, [map])).byId).toEqual([null]);
  const again = { branchId, materials: [], fileIds: [map] };
  expect(await denied('openSecondApplication', again, land)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await say('openSecondApplication', again)).toMatchObject({
    round: 2,
    first: { id: branchId },
    materials: ['申请表', '四至图'],
  });
  expect(await seen(token, caseId, [map])).toMatchObject({
    materials: ['申请表', '四至图'],
    forked: [['申请表'], ['申请表', '四至图']],
    byId: ['四至图'],
  });
});
