import { parentPort } from 'node:worker_threads';
import type { Paper } from './paper.ts';
import { drawPdf } from './pdf.ts';

parentPort?.on('message', ({ id, paper }: { id: number; paper: Paper }) => {
  drawPdf(paper).then(
    (bytes) => parentPort?.postMessage({ id, bytes }),
    (error: unknown) => parentPort?.postMessage({ id, error: String(error) }),
  );
});
