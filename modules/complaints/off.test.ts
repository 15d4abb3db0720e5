import { beforeEach, expect, test } from 'vitest';
import { file, take, track } from '../../test/support/complaint-scene.ts';
import { HERE, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

async function configure(given: { enabled: boolean; openWork?: string }) {
  const { data, errors } = await world.ask(
    `mutation ($input: ConfigureModuleInput!) { configureModule(input: $input) {
      ... on TownshipModule { enabled } ... on Refusal { code details } } }`,
    { as: 'COUNTY_BUREAU', variables: { input: { township: HERE, module: 'complaints', ...given } } },
  );
  expect(errors).toBeUndefined();
  return data.configureModule;
}

test('off: its types and verbs are absent from the township’s schema, and present in another’s', async () => {
  expect(await configure({ enabled: false })).toEqual({ enabled: false });
  const names = async (at: string) => {
    const { data } = await world.ask(
      '{ __schema { types { name } queryType { fields { name } } mutationType { fields { name } } } }',
      { at },
    );
    return JSON.stringify(data);
  };
  const [here, there] = [await names(HERE), await names('dongshan')];
  for (const name of ['Complaint', 'complaints', 'trackComplaint', 'fileComplaint', 'BadReview']) {
    expect(here).not.toContain(`"${name}"`);
    expect(there).toContain(`"${name}"`);
  }
});

test('REFUSE lists the open complaint and leaves the module on', async () => {
  const complaint = await file(world);
  expect(await configure({ enabled: false })).toMatchObject({
    code: 'MODULE_HAS_OPEN_WORK',
    details: {
      count: 1,
      openWork: [{ kind: 'COMPLAINT', id: uuidOf(complaint.id), label: complaint.number }],
    },
  });
  expect(await track(world, complaint)).toMatchObject({ status: 'FILED' });
});

test('FREEZE and on again: the complaint is kept and goes on', async () => {
  const complaint = await file(world);
  expect(await configure({ enabled: false, openWork: 'FREEZE' })).toEqual({ enabled: false });
  await expect(track(world, complaint)).rejects.toThrow('Cannot query field');
  expect(await configure({ enabled: true })).toEqual({ enabled: true });
  expect(await track(world, complaint)).toMatchObject({ status: 'FILED' });
  const accepted = await take(world, 'COMPLAINT_OFFICER', 'acceptComplaint', { complaintId: complaint.id });
  expect(accepted).toMatchObject({ status: 'ACCEPTED' });
});
