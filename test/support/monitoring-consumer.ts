import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

// What the province runs, in a process of its own, so that a test can kill it: URL TOKEN FILE PAGES. It keeps the feed page by
// page in FILE and acknowledges what it kept, but after PAGES pages it stands still between the two.
const [url = '', token = '', file = '', pages = ''] = process.argv.slice(2);

async function ask(query: string, variables: object) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as {
    data: { answer: { edges?: { node: { position: number } }[]; code?: string } };
    errors?: unknown;
  };
  if (errors || data.answer.code) throw new Error(JSON.stringify({ data, errors }));
  return data.answer;
}

const FEED = `{ answer: monitoringFeed(consumer: "province", first: 2) {
  edges { node { position number type occurredAt } } } }`;
const ACKNOWLEDGE = `mutation ($position: Int!) {
  answer: acknowledgeMonitoring(input: { consumer: "province", position: $position }) { ... on Refusal { code } } }`;

for (let page = 1; ; page++) {
  const { edges = [] } = await ask(FEED, {});
  const last = edges.at(-1);
  if (!last) break;
  for (const { node } of edges) appendFileSync(file, `${JSON.stringify(node)}\n`);
  if (page === Number(pages)) {
    process.stdout.write('kept\n');
    await sleep(60_000);
  }
  await ask(ACKNOWLEDGE, { position: last.node.position });
}
process.stdout.write('drained\n');
