import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { groupedCode, isAddress, PHRASES, type Paper } from './paper.ts';
import { qrPath, type QrPath } from './qr.ts';

/** Millimetres in the points of a PDF. */
const MM = 72 / 25.4;
const MARGINS = { top: 26 * MM, bottom: 22 * MM, left: 27 * MM, right: 25 * MM };
const TEXT = 12.5;
const SMALL = 9.5;
const LINE_GAP = 6;
const QR = 26 * MM;

let font: Buffer | null = null;

/** The font file, read once and when first needed; each PDF embeds the glyphs it shows. */
function fontFile(): Buffer {
  const name = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
  return (font ??= readFileSync(fileURLToPath(import.meta.resolve(name))));
}

type Pdf = PDFKit.PDFDocument;

/** Draws a document as PDF; the same paper gives the same bytes. Takes some fifty milliseconds: it is for a worker. */
export async function drawPdf(paper: Paper): Promise<Buffer> {
  const qr = paper.verification && (await qrPath(paper.verification.link));
  const pdf = new PDFDocument({
    size: 'A4',
    margins: MARGINS,
    bufferPages: true,
    autoFirstPage: false,
    lang: 'zh-CN',
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      Title: `${paper.title} ${paper.number}`,
      Author: paper.office,
      CreationDate: new Date(paper.issuedAt),
    },
  });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  pdf.registerFont('text', fontFile());
  pdf.font('text');
  for (const label of paper.copies) drawCopy(pdf, paper, label, qr);
  numberPages(pdf);
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}

function drawCopy(pdf: Pdf, paper: Paper, label: string, qr: QrPath | null): void {
  pdf.addPage();
  pdf.fontSize(TEXT);
  if (label) pdf.text(`（${label}）`, { align: 'right' });
  pdf.fontSize(14).text(paper.office, { align: 'center' });
  pdf.moveDown(0.3).fontSize(22).text(paper.title, { align: 'center', characterSpacing: 2 });
  pdf.moveDown(0.2).fontSize(TEXT).text(paper.number, { align: 'center' });
  pdf.moveDown(1);
  paper.paragraphs.forEach((text, i) => {
    pdf.text(text, { indent: isAddress(text, i) ? 0 : 2 * TEXT, lineGap: LINE_GAP, paragraphGap: 3 });
  });
  pdf.moveDown(1.5);
  const signed = [
    `${PHRASES.unit}：${paper.unit}`,
    ...(paper.handler === null ? [] : [`${PHRASES.handler}：${paper.handler}`]),
    paper.day,
  ];
  keepTogether(pdf, signed.length * (TEXT + 12));
  for (const line of signed) pdf.text(line, { align: 'right', lineGap: LINE_GAP });
  if (paper.verification && qr) drawVerification(pdf, paper, { ...paper.verification, qr });
  if (paper.receipt) drawReceipt(pdf);
}

function drawVerification(
  pdf: Pdf,
  paper: Paper,
  { code, link, qr }: { code: string; link: string; qr: QrPath },
): void {
  pdf.moveDown(1.5);
  keepTogether(pdf, QR + 10);
  const [x, y] = [MARGINS.left, pdf.y];
  rule(pdf, y);
  const { size, path } = qr;
  pdf
    .save()
    .translate(x, y + 8)
    .scale(QR / size)
    .path(path)
    .fill('#000')
    .restore();
  pdf.link(x, y + 8, QR, QR, link);
  pdf.fontSize(SMALL);
  const lines = [
    PHRASES.verify,
    `${PHRASES.number}：${paper.number}`,
    `${PHRASES.code}：${groupedCode(code)}`,
  ];
  lines.forEach((line, i) => pdf.text(line, x + QR + 14, y + 14 + i * 20, { lineBreak: false }));
  pdf.x = MARGINS.left;
  pdf.y = y + 8 + QR + 8;
  pdf.fontSize(TEXT);
}

function drawReceipt(pdf: Pdf): void {
  const height = (2 + PHRASES.receiptLines.length) * 24 + 12;
  pdf.moveDown(0.5);
  keepTogether(pdf, height);
  const [x, y] = [MARGINS.left, pdf.y];
  pdf.rect(x, y, width(pdf), height).lineWidth(0.7).stroke('#555');
  pdf.fontSize(11);
  [PHRASES.receipt, PHRASES.receiptSays, ...PHRASES.receiptLines].forEach((line, i) =>
    pdf.text(line, x + 12, y + 10 + i * 24, { lineBreak: false }),
  );
  pdf.x = MARGINS.left;
  pdf.y = y + height;
  pdf.fontSize(TEXT);
}

function rule(pdf: Pdf, y: number): void {
  pdf
    .moveTo(MARGINS.left, y)
    .lineTo(MARGINS.left + width(pdf), y)
    .lineWidth(0.5)
    .stroke('#888');
}

function width(pdf: Pdf): number {
  return pdf.page.width - MARGINS.left - MARGINS.right;
}

/** A new page where a block of this height would be cut in two. */
function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - MARGINS.bottom) pdf.addPage();
}

function numberPages(pdf: Pdf): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let i = start; i < start + count; i++) {
    pdf.switchToPage(i);
    // Below the margin a text would open a page of its own.
    pdf.page.margins = { ...pdf.page.margins, bottom: 0 };
    pdf.fontSize(SMALL).text(`第${i + 1}页，共${count}页`, MARGINS.left, pdf.page.height - 14 * MM, {
      align: 'center',
      width: width(pdf),
      lineBreak: false,
    });
  }
}
