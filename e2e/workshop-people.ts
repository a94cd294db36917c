import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Page } from '@playwright/test';

/** Touch screens keep the plain editor, which is quicker to open and to fill than Monaco. */
export const laptop: BrowserContextOptions = { viewport: { width: 1280, height: 850 }, hasTouch: true };
export const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

export interface Person {
  readonly name: string;
  readonly context: BrowserContext;
  readonly page: Page;
  /** All that came down this browser's streams, as text. */
  readonly heard: () => string;
}

/** A browser of its own; what its streams bring is kept to be looked at. */
export async function openBrowser(browser: Browser, name: string, options: BrowserContextOptions): Promise<Person> {
  const context = await browser.newContext(options);
  const pieces: string[] = [];
  await context.exposeFunction('tellWhatIsHeard', (piece: string) => pieces.push(piece));
  await context.addInitScript(listenToStreams);
  return { name, context, page: await context.newPage(), heard: () => pieces.join('') };
}

/** Runs in the page: reads along with every stream of a room. */
function listenToStreams() {
  const fetchAsBefore = window.fetch;
  const tell = (piece: string) => Reflect.get(window, 'tellWhatIsHeard')(piece);
  window.fetch = async (input, init) => {
    const response = await fetchAsBefore(input, init);
    const address = input instanceof Request ? input.url : String(input);
    if (!/\/api\/workshop\/.*\/events/.test(address) || response.body === null) return response;
    const [own, ours] = response.body.tee();
    const listen = async () => {
      const reader = ours.pipeThrough(new TextDecoderStream()).getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) tell(piece.value);
    };
    listen().catch(() => {});
    return new Response(own, { status: response.status, headers: response.headers });
  };
}

export interface Room {
  readonly code: string;
  readonly title: string;
}

/** Starts a room with the first track and gives its code. */
export async function startRoom(host: Page, title: string, name: string): Promise<Room> {
  await host.goto('/workshop');
  await host.getByLabel('Title').fill(title);
  await host.getByLabel('Your name').fill(name);
  await host.getByRole('button', { name: 'Start the workshop' }).click();
  await expect(host.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return { code: host.url().split('/').at(-1) ?? '', title };
}

/** The bar over a lesson. */
export const barOf = (page: Page, { title }: Room) => page.getByRole('region', { name: `Workshop ${title}` });

export async function joinRoom(person: Person, room: Room): Promise<void> {
  const { page, name } = person;
  await page.goto(`/join/${room.code}`);
  await page.getByLabel('Your name in the workshop').fill(name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expectConnected(page, room);
}

export async function expectConnected(page: Page, room: Room): Promise<void> {
  await expect(barOf(page, room)).toContainText('Connected');
}

/** The person's own editor, not one that is shown to them. */
export const ownEditor = (page: Page) => page.getByRole('tabpanel').getByRole('textbox', { name: 'Dockerfile' });

/** Opens the editor's place, which on a phone is one of three, and writes the Dockerfile anew. */
export async function writeDockerfile(page: Page, text: string): Promise<void> {
  const place = page.getByRole('link', { name: /^Edit/ });
  if (await place.isVisible()) await place.click();
  await ownEditor(page).fill(text);
}

/** What a participant can do apart from working: a window behind the room's name. */
export async function openSeatDialog(page: Page, room: Room) {
  await barOf(page, room).getByRole('button', { name: room.title }).click();
  return page.getByRole('dialog', { name: room.title });
}

/** A titled part of the host's page. */
export const panel = (host: Page, name: string) => host.getByRole('region', { name, exact: true });

export const personIn = (host: Page, name: string) =>
  host.getByRole('row').filter({ has: host.getByRole('rowheader', { name }) });

/** Chooses something from what a host can do about a person. */
export async function chooseFor(host: Page, name: string, choice: RegExp): Promise<void> {
  await personIn(host, name).getByRole('button', { name: /^More/ }).click();
  await host.getByRole('menuitem', { name: choice }).click();
}
