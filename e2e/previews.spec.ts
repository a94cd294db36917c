import { expect, test } from '@playwright/test';

/** Offsets of width and height in a PNG's header. Bytes. */
const widthAt = 16;
const heightAt = 20;

for (const address of [
  '/',
  '/lessons/queue-consumer/01-ubuntu',
  '/playground',
  '/rules',
  '/rules/no-pip-cache',
  '/recordings/queue-slim',
]) {
  test(`${address} has a picture for places that show links`, async ({ request }) => {
    const page = await (await request.get(address)).text();
    const picture = /<meta property="og:image" content="([^"]+)"/.exec(page)?.[1];
    expect(picture, 'the page names a picture').toBeDefined();
    const { pathname, search } = new URL(picture ?? '', 'http://localhost');
    const answer = await request.get(pathname + search);
    expect(answer.headers()['content-type']).toBe('image/png');
    const image = await answer.body();
    expect([image.readUInt32BE(widthAt), image.readUInt32BE(heightAt)]).toEqual([1200, 630]);
  });
}
