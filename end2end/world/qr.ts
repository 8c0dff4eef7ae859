/* Reads a QR code from the screen, as a phone's camera would. */
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from '@playwright/test';
import type { QRCode } from 'jsqr';

type Decode = (pixels: Uint8ClampedArray, width: number, height: number) => QRCode | null;

const decoder = createRequire(import.meta.url).resolve('jsqr/dist/jsQR.js');

export class QrReader {
  private readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** A reader in a window of its own, where no page's policy holds. */
  static async open(browser: Browser): Promise<QrReader> {
    const page = await browser.newPage({ javaScriptEnabled: true });
    await page.addScriptTag({ path: decoder });
    return new QrReader(page);
  }

  /** The text of the code that stands there now, or nothing. */
  async read(code: Locator): Promise<string | undefined> {
    const picture = (await code.screenshot({ caret: 'initial' })).toString('base64');
    return await this.page.evaluate(async (picture) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const brush = canvas.getContext('2d');
      if (!brush) return undefined;
      brush.drawImage(image, 0, 0);
      const { data } = brush.getImageData(0, 0, image.width, image.height);
      const decode = (window as unknown as { jsQR: Decode }).jsQR;
      return decode(data, image.width, image.height)?.data;
    }, picture);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
