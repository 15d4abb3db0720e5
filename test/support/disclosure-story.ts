import { globalId } from '../../core/graphql/node.ts';
import type { Answered } from './timely-scene.ts';
import type { World } from './world.ts';

/** Sends an operation that must succeed and returns its one root field. */
type Ask = (world: World, query: string, options: Parameters<World['ask']>[1]) => Promise<Answered>;

/** What 办事公开 keeps of a township: a published item on its board, a text, a person, a fee, a reported error; ids by type. */
export async function disclose(
  world: World,
  code: string,
  caseId: string,
  done: Ask,
): Promise<Record<string, string>> {
  const town = world.town(code);
  const say = (as: 'CENTRE_DIRECTOR' | 'WINDOW_STAFF', verb: string, view: string, input: object) =>
    done(
      world,
      `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input)
        { __typename ... on ${view} ... on Refusal { code message } } }`,
      { as, at: code, variables: { input } },
    );
  const itemId = town.itemId('PROMISE-5');
  const publication = await say('CENTRE_DIRECTOR', 'publishServiceItem', 'ItemPublication { id }', {
    itemId,
  });
  const text = await say('CENTRE_DIRECTOR', 'publishText', 'PublicText { id }', {
    code: 'discipline',
    kind: 'DISCIPLINE',
    title: '工作纪律',
    text: '持证挂牌上岗',
    source: '本中心',
  });
  const entry = await say('CENTRE_DIRECTOR', 'publishBoardEntry', 'BoardEntry { id }', {
    staffId: globalId('Staff', { townshipId: town.id, id: town.staff['WINDOW_STAFF'] ?? '' }),
    photo: 'photo/1',
    duties: '受理民政事项',
    promise: '限时办结',
  });
  const record = await say('WINDOW_STAFF', 'recordPublication', 'PublicationRecord { id }', {
    channel: 'BULLETIN',
    publicationId: publication.id,
  });
  const charge = await say('WINDOW_STAFF', 'chargeFee', 'FeeCharge { id }', {
    caseId,
    amount: 500,
    overrideReason: '补办工本费',
  });
  await say('WINDOW_STAFF', 'reportDisclosureError', 'DisclosureErrorReceipt { number }', {
    itemId,
    field: '收费',
    account: '与告示不符',
    contact: '199-0000-0001',
  });
  const errors = await done(world, '{ disclosureErrors { edges { node { id } } } }', {
    as: 'WINDOW_STAFF',
    at: code,
  });
  return {
    ItemPublication: publication.id,
    PublicText: text.id,
    BoardEntry: entry.id,
    PublicationRecord: record.id,
    FeeCharge: charge.id,
    DisclosureError: errors.edges[0].node.id,
  };
}
