import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Act } from '../acts/act.ts';
import type { Prisma } from '../db/client.ts';
import { inOrder, wording, type MessageTemplate } from './message.ts';
import { messageInForce } from './texts.ts';

/** One message of an act, to one receiver. */
export interface MessageDraft {
  readonly template: MessageTemplate;
  readonly data: unknown;
  readonly caseId: string | null;
  /** Id of the applicant, of the row that holds the citizen's details, of the member of staff; or the role. */
  readonly recipient: string;
  /** Staff member or role who alone reads and settles it; absent: the township's windows do. */
  readonly readBy?: string;
  /** Of a person outside; null when none is on file. */
  readonly phone?: string | null;
  readonly email?: string | null;
  /** A second message with the same key is not queued. */
  readonly dedupeKey: string;
}

/** A draft whose data fit its template. */
export function draftOf<Data extends z.ZodType>(
  template: MessageTemplate<Data>,
  draft: Omit<MessageDraft, 'template' | 'data'> & { readonly data: z.input<Data> },
): MessageDraft {
  return { template, ...draft };
}

/** What several receivers are told, each for himself. */
interface Told<Data extends z.ZodType> {
  readonly data: z.input<Data>;
  readonly caseId?: string | null;
  /** Of a receiver a second message with the same key is not queued. */
  readonly dedupeKey: string;
}

/** A draft for each of these members of staff or roles, which he alone reads. */
export function draftsToEach<Data extends z.ZodType>(
  template: MessageTemplate<Data>,
  recipients: readonly string[],
  { data, caseId = null, dedupeKey }: Told<Data>,
): MessageDraft[] {
  return recipients.map((recipient) =>
    draftOf(template, {
      caseId,
      recipient,
      readBy: recipient,
      data,
      dedupeKey: `${dedupeKey}/${recipient}`,
    }),
  );
}

/** Tells each of these members of staff or roles what he alone reads. */
export async function tellEach<Data extends z.ZodType>(
  act: Act,
  template: MessageTemplate<Data>,
  recipients: readonly string[],
  told: Told<Data>,
): Promise<void> {
  await queueMessages(act, draftsToEach(template, recipients, told));
}

type Row = Prisma.NotificationCreateManyInput;

/**
 * Queues the messages of an act in its transaction: one insert, whatever their number. Those of a module that is off in
 * the township and those that nobody asked for are left out; a person outside without a number gets a failed one that
 * says so. What a gateway sends is handed to the job queue with the commit.
 */
export async function queueMessages(act: Act, drafts: readonly MessageDraft[]): Promise<void> {
  await insertMessages(
    act,
    drafts.flatMap((draft) => rowsOf(act, draft)),
  );
}

/** Writes rows once per key, and brings those that a gateway sends to the job queue. */
export async function insertMessages(act: Act, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const written = await act.tx.notification.createManyAndReturn({
    data: [...rows],
    skipDuplicates: true,
    select: { id: true, caseId: true, channel: true, state: true, failure: true },
  });
  for (const { id, caseId, failure } of written.filter((row) => row.state === 'FAILED'))
    act.emit({
      type: 'notification.failed',
      caseId,
      factId: `notification/${id}`,
      payload: { notificationId: id, caseId, code: failure ?? 'UNKNOWN' },
    });
  await enqueue(
    act,
    written.filter((row) => row.state === 'QUEUED' && isSentByGateway(row.channel)).map(({ id }) => id),
  );
}

/** Whether a program sends it; a call is made by a person, and the inbox is read here. */
export function isSentByGateway(channel: string): boolean {
  return channel === 'SMS' || channel === 'EMAIL';
}

/** Asks the job queue to send messages, at the commit of the transaction. The job holds ids only. */
export async function enqueue(act: Pick<Act, 'tx' | 'townshipId'>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await act.tx.$queryRaw`
    select bianmin_enqueue('send-message', json_build_object('townshipId', ${act.townshipId}::text, 'notificationId', id),
      'send-message:' || id)::text from unnest(${[...ids]}::text[]) as id`;
}

function rowsOf(act: Act, draft: MessageDraft): Row[] {
  const { template, caseId, recipient, readBy = null, dedupeKey } = draft;
  const declared = act.platform.registry.messages.get(template.key);
  if (declared?.template !== template) throw new Error(`message ${template.key} is not declared`);
  const { module } = declared;
  if (module !== null && !act.platform.switches.isEnabled(act.townshipId, module)) return [];
  const inForce = messageInForce(act.platform, act.townshipId, template, act.today);
  if (!inForce.sent) return [];
  const shared = {
    townshipId: act.townshipId,
    caseId,
    template: template.key,
    module,
    recipientKind: template.audience,
    recipient,
    readBy,
    ...wording(template, draft.data, inForce.text),
    dedupeKey,
    queuedAt: act.now,
  };
  if (template.channels.includes('INBOX'))
    return [{ ...shared, id: randomUUID(), channel: 'INBOX', state: 'SENT', settledAt: act.now }];
  const rows: Row[] = [];
  const { phone = null, email = null } = draft;
  if (email !== null && template.channels.includes('EMAIL'))
    rows.push({
      ...shared,
      id: randomUUID(),
      channel: 'EMAIL',
      address: email,
      state: 'QUEUED',
      dedupeKey: `${dedupeKey}/email`,
    });
  const first = template.channels.find((c) => c === 'SMS' || c === 'CALL');
  if (first === undefined) return rows;
  const how = (template.how ?? inOrder(template.channels))({ phone, failedChannel: null });
  if (how === 'NO_NUMBER')
    rows.push({
      ...shared,
      id: randomUUID(),
      channel: first,
      state: 'FAILED',
      failure: 'NO_NUMBER',
      reason: '没有登记联系电话 / no telephone number on file',
      settledAt: act.now,
    });
  else if (how !== 'NONE')
    rows.push({ ...shared, id: randomUUID(), channel: how, address: phone, state: 'QUEUED' });
  return rows;
}
