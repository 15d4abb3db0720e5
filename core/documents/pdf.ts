import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { groupedCode, isAddress, PHRASES, type Paper } from './paper.ts';
import { qrPath, type QrPath } from './qr.ts';

/** Millimetres in the points of a PDF. */
const MM = 72 / 25.4;
const SMALL = 9.5;

/** How large a paper is set, in points. */
interface Setting {
  readonly margins: { top: number; bottom: number; left: number; right: number };
  readonly title: number;
  readonly text: number;
  readonly lineGap: number;
  readonly paragraphGap: number;
  /** Between two blocks, in lines. */
  readonly blockGap: number;
  readonly qr: number;
  readonly receiptLine: number;
}

const ROOMY: Setting = {
  margins: { top: 26 * MM, bottom: 22 * MM, left: 27 * MM, right: 25 * MM },
  title: 22,
  text: 12.5,
  lineGap: 6,
  paragraphGap: 3,
  blockGap: 1.5,
  qr: 26 * MM,
  receiptLine: 24,
};

/** For a paper that would only just spill over to another page: its receipt is signed on the page that it is for. */
const COMPACT: Setting = {
  margins: { top: 16 * MM, bottom: 17 * MM, left: 23 * MM, right: 21 * MM },
  title: 19,
  text: 11,
  lineGap: 3,
  paragraphGap: 1,
  blockGap: 0.6,
  qr: 22 * MM,
  receiptLine: 19,
};

let font: Buffer | null = null;

/** The font file, read once and when first needed; each PDF embeds the glyphs it shows. */
function fontFile(): Buffer {
  const name = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
  return (font ??= readFileSync(fileURLToPath(import.meta.resolve(name))));
}

type Pdf = PDFKit.PDFDocument;

/** Draws a document as PDF; the same paper gives the same bytes. Takes some fifty milliseconds or twice that: it is for a worker. */
export async function drawPdf(paper: Paper): Promise<Buffer> {
  const roomy = await draw(paper, ROOMY);
  if (roomy.pages === paper.copies.length) return roomy.bytes;
  const compact = await draw(paper, COMPACT);
  return compact.pages === paper.copies.length ? compact.bytes : roomy.bytes;
}

async function draw(paper: Paper, setting: Setting): Promise<{ bytes: Buffer; pages: number }> {
  const qr = paper.verification && (await qrPath(paper.verification.link));
  const pdf = new PDFDocument({
    size: 'A4',
    margins: setting.margins,
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
  for (const label of paper.copies) drawCopy(pdf, paper, label, qr, setting);
  const pages = numberPages(pdf);
  pdf.end();
  await ended;
  return { bytes: Buffer.concat(parts), pages };
}

function drawCopy(pdf: Pdf, paper: Paper, label: string, qr: QrPath | null, setting: Setting): void {
  const { text: size, lineGap, paragraphGap, blockGap } = setting;
  pdf.addPage();
  pdf.fontSize(size);
  if (label) pdf.text(`（${label}）`, { align: 'right' });
  pdf.fontSize(14).text(paper.office, { align: 'center' });
  pdf.moveDown(0.3).fontSize(setting.title).text(paper.title, { align: 'center', characterSpacing: 2 });
  pdf.moveDown(0.2).fontSize(size).text(paper.number, { align: 'center' });
  pdf.moveDown(blockGap * 0.7);
  paper.paragraphs.forEach((text, i) => {
    pdf.text(text, { indent: isAddress(text, i) ? 0 : 2 * size, lineGap, paragraphGap });
  });
  pdf.moveDown(blockGap);
  const signed = [
    `${PHRASES.unit}：${paper.unit}`,
    ...(paper.handler === null ? [] : [`${PHRASES.handler}：${paper.handler}`]),
    paper.day,
  ];
  keepTogether(pdf, signed.length * (size + 12));
  for (const line of signed) pdf.text(line, { align: 'right', lineGap });
  if (paper.verification && qr) drawVerification(pdf, paper, { ...paper.verification, qr }, setting);
  if (paper.receipt) drawReceipt(pdf, setting);
}

function drawVerification(
  pdf: Pdf,
  paper: Paper,
  { code, link, qr }: { code: string; link: string; qr: QrPath },
  { text, blockGap, qr: side }: Setting,
): void {
  pdf.moveDown(blockGap);
  keepTogether(pdf, side + 10);
  const [x, y] = [pdf.page.margins.left, pdf.y];
  rule(pdf, y);
  const { size, path } = qr;
  pdf
    .save()
    .translate(x, y + 8)
    .scale(side / size)
    .path(path)
    .fill('#000')
    .restore();
  pdf.link(x, y + 8, side, side, link);
  pdf.fontSize(SMALL);
  const lines = [
    PHRASES.verify,
    `${PHRASES.number}：${paper.number}`,
    `${PHRASES.code}：${groupedCode(code)}`,
  ];
  lines.forEach((line, i) => pdf.text(line, x + side + 14, y + 14 + i * 20, { lineBreak: false }));
  pdf.x = pdf.page.margins.left;
  pdf.y = y + 8 + side + 8;
  pdf.fontSize(text);
}

function drawReceipt(pdf: Pdf, { text: size, receiptLine }: Setting): void {
  const height = (2 + PHRASES.receiptLines.length) * receiptLine + 12;
  pdf.moveDown(0.5);
  keepTogether(pdf, height);
  const [x, y] = [pdf.page.margins.left, pdf.y];
  pdf.rect(x, y, width(pdf), height).lineWidth(0.7).stroke('#555');
  pdf.fontSize(11);
  [PHRASES.receipt, PHRASES.receiptSays, ...PHRASES.receiptLines].forEach((line, i) =>
    pdf.text(line, x + 12, y + 10 + i * receiptLine, { lineBreak: false }),
  );
  pdf.x = pdf.page.margins.left;
  pdf.y = y + height;
  pdf.fontSize(size);
}

function rule(pdf: Pdf, y: number): void {
  pdf
    .moveTo(pdf.page.margins.left, y)
    .lineTo(pdf.page.margins.left + width(pdf), y)
    .lineWidth(0.5)
    .stroke('#888');
}

function width(pdf: Pdf): number {
  return pdf.page.width - pdf.page.margins.left - pdf.page.margins.right;
}

/** A new page where a block of this height would be cut in two. */
function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
}

/** Writes the number on each page; returns how many there are. */
function numberPages(pdf: Pdf): number {
  const { start, count } = pdf.bufferedPageRange();
  for (let i = start; i < start + count; i++) {
    pdf.switchToPage(i);
    // Below the margin a text would open a page of its own.
    pdf.page.margins = { ...pdf.page.margins, bottom: 0 };
    pdf.fontSize(SMALL).text(`第${i + 1}页，共${count}页`, pdf.page.margins.left, pdf.page.height - 14 * MM, {
      align: 'center',
      width: width(pdf),
      lineBreak: false,
    });
  }
  return count;
}
