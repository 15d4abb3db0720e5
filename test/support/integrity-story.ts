import type { Role } from '../../core/auth/roles.ts';
import { globalId } from '../../core/graphql/node.ts';
import { done } from './done.ts';
import type { World } from './world.ts';

/** What the reports of the story say, and who wrote them: nobody reads it whom the files are closed to. */
export const REPORTED = {
  account: '收受烟酒两件',
  note: '已调取录像',
  name: '举报人丙',
  phone: '199-0000-0007',
};

/** What 廉政 keeps of a township: a file that was handed over, the outcome of another, one that was revoked, a gift, a receipt. */
export async function keepClean(world: World, code: string, caseId: string): Promise<Record<string, string>> {
  const town = world.town(code);
  const say = (as: Role | 'NOBODY', verb: string, view: string, input: object) =>
    done(
      world,
      `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input)
        { __typename ... on ${view} ... on Refusal { code message } } }`,
      { as, at: code, variables: { input } },
    );
  const report = async (prohibition: string): Promise<string> => {
    const { number } = await say('NOBODY', 'reportIntegrity', 'IntegrityReceipt { number }', {
      prohibition,
      account: REPORTED.account,
      staffId: globalId('Staff', { townshipId: town.id, id: town.staff['WINDOW_STAFF'] ?? '' }),
      name: REPORTED.name,
      phone: REPORTED.phone,
    });
    const { edges } = await done(world, '{ integrityFiles(first: 100) { edges { node { id number } } } }', {
      as: 'CENTRE_DIRECTOR',
      at: code,
    });
    const own = (edges as { node: { id: string; number: string } }[]).find(
      ({ node }) => node.number === number,
    );
    return own?.node.id ?? '';
  };
  const step = (verb: string, input: object, as: Role = 'CENTRE_DIRECTOR') =>
    say(as, verb, 'IntegrityFile { id }', input);
  const fileId = await report('IG3');
  await step('noteIntegrityFile', { fileId, text: REPORTED.note });
  await step('handOverIntegrityFile', { fileId, body: '派驻纪检组', summary: REPORTED.account });
  const confirm = async (prohibition: string) => {
    const confirmed = await report(prohibition);
    await step('concludeIntegrityFile', { fileId: confirmed, confirmed: true, grounds: REPORTED.note });
    return confirmed;
  };
  const revoked = await confirm('IG4');
  await step('revokeIntegrityOutcome', { fileId: revoked, reason: REPORTED.note }, 'UNIT_DEPUTY');
  await confirm('IG6');
  const outcomes = await done(world, '{ integrityOutcomes(standing: true) { edges { node { id } } } }', {
    as: 'ASSESSOR',
    at: code,
  });
  const gift = await say('WINDOW_STAFF', 'declareGift', 'GiftDeclaration { id }', {
    description: '土特产一盒',
    giver: '申请人甲',
    receivedOn: '2026-09-28',
    disposition: 'RETURNED',
    settledOn: '2026-09-28',
  });
  const receipt = await say('WINDOW_STAFF', 'recordReceipt', 'FeeReceipt { id }', {
    caseId,
    number: 'PJ-001',
    amount: 500,
  });
  return {
    IntegrityFile: fileId,
    IntegrityOutcome: outcomes.edges[0].node.id,
    GiftDeclaration: gift.id,
    FeeReceipt: receipt.id,
  };
}
