import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hall } from './hall.ts';
import { AT_WINDOW } from './people.ts';
import type { Answer, LinkedPaper, Paper, Teller } from './story.ts';

/** A server beside the story may have taken the job; its end is waited for so often, with this pause in milliseconds. */
const TRIES = 20;
const PAUSE_MS = 250;

/** Sends what waits, and reads the messages of a case as the window sees them: none is left, none left the machine. */
export async function readMessages(teller: Teller, hall: Hall, number: string): Promise<void> {
  await hall.work();
  for (let tries = 1; ; tries += 1) {
    const messages = await messagesOf(hall, number);
    const waiting = messages.filter(({ state }) => state === 'QUEUED' || state === 'SENDING');
    if (waiting.length > 0 && tries < TRIES) {
      await sleep(PAUSE_MS);
      continue;
    }
    teller.tell(
      {
        ...AT_WINDOW,
        title: '发给申请人的短信（测试模式，不出本机） / the messages to the applicant, in test mode',
      },
      messages,
    );
    assert.ok(messages.some(({ template }) => template === 'timely-completion.completed'));
    for (const { channel, state } of messages)
      assert.equal(channel === 'SMS' ? state : 'SENT_IN_TEST', 'SENT_IN_TEST');
    return;
  }
}

async function messagesOf(hall: Hall, number: string): Promise<Answer[]> {
  const found: Answer[] = [];
  for (let after: string | null = null; ;) {
    const { data } = await hall.answer({
      ...AT_WINDOW,
      title: 'messages',
      query: `query ($after: String) { notifications(channel: SMS, first: 100, after: $after) {
        pageInfo { hasNextPage endCursor } edges { node { template channel state queuedAt text case { number } } } } }`,
      variables: { after },
    });
    const { edges, pageInfo } = (data as Answer).notifications;
    found.push(
      ...edges.map(({ node }: Answer) => node).filter((node: Answer) => node.case?.number === number),
    );
    if (!pageInfo.hasNextPage) return found.toReversed();
    after = pageInfo.endCursor as string;
  }
}

/** Fetches papers by their links, verifies each, and shows that a changed link and a changed code fail. */
export async function fetchPapers(
  teller: Teller,
  hall: Hall,
  linked: readonly LinkedPaper[],
): Promise<readonly Paper[]> {
  const papers: Paper[] = [];
  for (const { title, number, url, verificationCode } of linked) {
    const { status, type, bytes } = await hall.download(url);
    teller.tell(
      { title: `下载${title}PDF / fetched as PDF` },
      { path: url, status, type, bytes: bytes.length },
    );
    assert.deepEqual([status, type], [200, 'application/pdf']);
    assert.equal(await verify(teller, number, verificationCode), 'GENUINE');
    papers.push({ title, number, bytes });
  }
  const [first] = linked;
  assert.ok(first, 'there are papers');
  const changed = otherCode(first.verificationCode);
  const wrong = '核验码改动一个字符：不予认可 / a code with one character changed is not accepted';
  assert.equal(await verify(teller, first.number, changed, wrong), 'UNKNOWN');
  const { status } = await hall.download(first.url.replace(first.verificationCode, changed));
  teller.tell({ title: '改动一个字符的链接 / the link with one character changed' }, { status });
  assert.equal(status, 404);
  return papers;
}

async function verify(
  teller: Teller,
  paper: string,
  code: string,
  title = '凭文号和核验码核验：真实 / verified by number and code: genuine',
): Promise<string> {
  const { verifyDocument } = await teller.ask({
    title,
    query: `query ($paper: String!, $code: String!) {
      verifyDocument(number: $paper, code: $code) { result number title issuedOn caseNumber } }`,
    variables: { paper, code },
  });
  return verifyDocument.result as string;
}

/** The same code but for its last character. */
function otherCode(code: string): string {
  return `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;
}
