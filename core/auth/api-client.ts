import { randomUUID } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import { notFound } from '../cases/refusals.ts';
import { Refused } from '../regulation/index.ts';
import { clientNameTaken } from './refusals.ts';

/** Registers a machine client (第三方前端); its token is signed when the answer is read, never stored. */
export async function registerApiClient(act: Act, input: { name: string }): Promise<{ id: string }> {
  const id = randomUUID();
  const { count } = await act.tx.apiClient.createMany({
    data: [{ id, name: input.name.trim(), issuedAt: act.now }],
    skipDuplicates: true,
  });
  if (count === 0) throw new Refused(clientNameTaken({ name: input.name }));
  act.audit({ verb: 'registerApiClient', subjectType: 'ApiClient', subjectId: id, fields: ['name'] });
  act.announce('reference');
  return { id };
}

/** Takes a machine client's access away; its tokens stop working in every server process within a second. */
export async function revokeApiClient(act: Act, input: { name: string }): Promise<{ id: string }> {
  const client = await act.tx.apiClient.findUnique({ where: { name: input.name } });
  if (!client) throw new Refused(notFound({ type: 'ApiClient', id: input.name }));
  await act.tx.apiClient.update({
    where: { id: client.id },
    data: { revokedAt: client.revokedAt ?? act.now },
  });
  act.audit({
    verb: 'revokeApiClient',
    subjectType: 'ApiClient',
    subjectId: client.id,
    fields: ['revokedAt'],
  });
  act.announce('reference');
  return { id: client.id };
}
