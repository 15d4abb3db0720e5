/** A QR code as one path: `size` modules wide and high, drawn from the corner 0,0, without its margin. */
export interface QrPath {
  readonly size: number;
  readonly path: string;
}

/**
 * Draws a link; some 15 % of it may become unreadable on the paper (level M). The library is loaded when first needed: it
 * brings what it needs for pictures too, 14 MB that a server which shows no paper can do without.
 */
export async function qrPath(link: string): Promise<QrPath> {
  const { default: QRCode } = await import('qrcode');
  const { modules } = QRCode.create(link, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const runs: string[] = [];
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (!modules.get(y, x)) continue;
      let end = x + 1;
      while (end < size && modules.get(y, end)) end++;
      runs.push(`M${x} ${y}h${end - x}v1h${x - end}z`);
      x = end;
    }
  return { size, path: runs.join('') };
}
