import { HERE, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

/** Lets the county configure a module of the township of the scenes; its answer or refusal. */
export async function configure(world: World, module: string, given: object): Promise<Answered> {
  const { data, errors } = await world.ask(
    `mutation ($input: ConfigureModuleInput!) { configureModule(input: $input) {
      ... on TownshipModule { enabled effectiveFrom openWork { kind label } } ... on Refusal { code details } } }`,
    { as: 'COUNTY_BUREAU', variables: { input: { township: HERE, module, ...given } } },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.configureModule;
}

/** 2027-01-01 is off, and 2027-01-03, a Sunday, is worked for it. */
export const NOTICE_2027 = {
  year: 2027,
  notice_title: '2027年放假安排（虚构，仅供测试）',
  holidays: [
    { name: '元旦', off_dates: ['2027-01-01'], makeup_workdays: ['2027-01-03'] },
    { name: '次年元旦', off_dates: ['2027-12-31'], makeup_workdays: ['2027-12-25'] },
  ],
};

/** Lets the county load a holiday notice; its answer or refusal. */
export async function loadNotice(world: World, notice: unknown): Promise<Answered> {
  const { data, errors } = await world.ask(
    `mutation ($notice: JSON!) { loadHolidayNotice(input: { notice: $notice }) { ... on HolidayYear { year noticeTitle } ... on Refusal { code message } } }`,
    { as: 'COUNTY_BUREAU', variables: { notice } },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.loadHolidayNotice;
}
