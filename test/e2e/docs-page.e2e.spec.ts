import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { createApplication } from '../../src/application';
import { describeWith } from '../support/describe-with';

/** Headless, and without the services that a fresh Chromium looks up on the network by itself. */
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--no-first-run'],
];

describeWith('chromium', 'the documentation page in a browser', (executablePath) => {
  let app: NestExpressApplication;
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    app = await createApplication({ LOG_LEVEL: 'silent', BUILTIN_TOKENS_PER_SECOND: '500' });
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath, args: FLAGS });
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('shows the endpoints, streams an answer as it comes, and asks nobody else for anything', async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
        complaints.push(request.url());
    });
    await page.goto(`${url}/docs`);
    await page.waitForSelector('.opblock-post');
    await page.click('#stream button');
    const text = page.locator('#stream pre');
    await page.locator('#stream pre', { hasText: /\w{3}/ }).waitFor();
    expect(await page.locator('#stream small').textContent()).toBe('');
    await page.locator('#stream small', { hasText: 'chunks' }).waitFor();
    expect((await text.textContent())!.length).toBeGreaterThan(1_375);
    expect(complaints).toEqual([]);
  });
});
