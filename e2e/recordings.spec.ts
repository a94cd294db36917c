import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const dockerfile = `FROM debian:trixie
RUN apt-get update && apt-get install -y python3-pip
COPY . /app
RUN pip install --break-system-packages -r /app/requirements.txt
CMD ["python3", "/app/app.py"]
`;

/** A log of that Dockerfile in the plain form, as a terminal prints it, with the history of its image. */
const log = `#0 building with "default" instance using docker driver

#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 210B done
#1 DONE 0.0s

#2 [internal] load metadata for docker.io/library/debian:trixie
#2 DONE 1.3s

#3 [internal] load build context
#3 transferring context: 2.4kB done
#3 DONE 0.1s

#4 [1/4] FROM docker.io/library/debian:trixie
#4 DONE 3.1s

#5 [2/4] RUN apt-get update && apt-get install -y python3-pip
#5 1.100 Get:1 http://mirror.example/debian trixie InRelease
#5 61.00 Setting up build-essential
#5 DONE 62.4s

#6 [3/4] COPY . /app
#6 DONE 0.1s

#7 [4/4] RUN pip install --break-system-packages -r /app/requirements.txt
#7 2.900 Successfully installed flask-3.1.0
#7 DONE 4.2s

#8 exporting to image
#8 exporting layers 7.9s done
#8 writing image sha256:1111111111111111111111111111111111111111111111111111111111111111 done
#8 naming to docker.io/library/shop:dev done
#8 DONE 8.0s
what is this line
IMAGE          CREATED          CREATED BY                                      SIZE      COMMENT
0a1b2c3d4e5f   10 seconds ago   CMD ["python3" "/app/app.py"]                   0B        buildkit.dockerfile.v0
<missing>      10 seconds ago   RUN /bin/sh -c pip install --break-system-pa…   24.1MB    buildkit.dockerfile.v0
<missing>      15 seconds ago   COPY . /app # buildkit                          2.41kB    buildkit.dockerfile.v0
<missing>      16 seconds ago   RUN /bin/sh -c apt-get update && apt-get ins…   498MB     buildkit.dockerfile.v0
<missing>      3 weeks ago      # debian.sh --arch 'amd64' out/ 'trixie' '@1…   120MB     debuerreotype 0.16
`;

const field = (page: Page) => page.getByRole('textbox', { name: /Output of docker build/ });

async function readLog(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await expect(page.getByRole('heading', { name: 'Where the time went' }).first()).toBeVisible();
}

async function violations(page: Page): Promise<readonly string[]> {
  const found = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

test('a pasted log shows where the time went and the rule that would have saved it; nothing leaves the browser', async ({
  page,
}) => {
  await page.goto('/recordings');
  await page.getByRole('link', { name: 'Read your own build' }).click();
  await expect(field(page)).toBeVisible();
  await field(page).focus();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request.url());
  });
  await readLog(page, log);
  const build = page.getByRole('region', { name: 'Build of shop:dev' });
  await expect(build.getByRole('listitem').filter({ hasText: 'OS packages' })).toContainText('62 s');
  const rule = build.getByRole('listitem').filter({ hasText: 'apt installs recommended packages' });
  await expect(rule).toContainText('the step took 62 s, 498 MB, recorded');
  await expect(rule.getByRole('link')).toHaveAttribute('href', '/rules/apt-recommends');
  await expect(build.getByText(/Dockerfile reconstructed from the names of the steps/)).toBeVisible();
  await expect(build.getByRole('img', { name: /Content of the image, recorded/ })).toBeVisible();

  await page.getByText('1 line was not understood').click();
  await expect(page.getByText('what is this line', { exact: true })).toBeVisible();
  expect(sent).toEqual([]);
});

test('a kept recording survives a reload, can be renamed, deleted and brought back', async ({ page }) => {
  await page.goto('/recordings/read');
  await readLog(page, log);
  await page.getByRole('button', { name: 'Keep in this browser' }).click();
  await page.reload();
  const own = page.getByRole('region', { name: 'Your recordings' });
  await expect(own.getByRole('listitem')).toHaveCount(1);
  await own.getByRole('button', { name: 'Rename' }).click();
  await own.getByRole('textbox', { name: 'Title of the recording' }).fill('The slow build');
  await page.keyboard.press('Enter');
  await expect(own.getByText('The slow build').first()).toBeVisible();
  await own.getByRole('button', { name: 'Delete' }).click();
  await expect(own.getByRole('listitem')).toHaveCount(0);
  await own.getByRole('button', { name: 'Bring it back' }).click();
  await expect(own.getByRole('listitem')).toHaveCount(1);
});

test('in the playground a log stands beside the prediction and goes along in a link that is ticked', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(150_000);
  await page.goto('/playground');
  await page.locator('input[type=file][aria-label="Open files"]').setInputFiles([
    { name: 'Dockerfile', mimeType: 'text/plain', buffer: Buffer.from(dockerfile) },
    { name: 'requirements.txt', mimeType: 'text/plain', buffer: Buffer.from('flask==3.1.0\n') },
    { name: 'app.py', mimeType: 'text/plain', buffer: Buffer.from('print(1)\n') },
  ]);
  await page
    .locator('input[type=file][aria-label="Open files"]')
    .setInputFiles([
      { name: 'build.log', mimeType: 'text/plain', buffer: Buffer.from(`${log}\n# TOKEN=abcdefgh12345678\n`) },
    ]);
  const build = page.getByRole('region', { name: 'Build of shop:dev' });
  await expect(build.getByText(/Judged by the Dockerfile under edit/)).toBeVisible();
  await expect(build.getByRole('heading', { name: 'Predicted and recorded' })).toBeVisible();
  await build.getByRole('button', { name: 'Keep with these files' }).click();
  await expect(page.getByRole('heading', { name: 'Recorded for these files' })).toBeVisible();

  await page.getByRole('button', { name: 'Share' }).first().click();
  const dialog = page.getByRole('dialog');
  const address = dialog.getByRole('textbox', { name: 'Link' });
  await expect(address).toHaveValue(/#1\./);
  await dialog.getByRole('checkbox', { name: 'Build of shop:dev' }).check();
  await expect(address).toHaveValue(/#2\./);
  const link = await address.inputValue();

  const other = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const receiver = await other.newPage();
  await receiver.goto(link);
  await expect(receiver.getByText('A recorded build came along')).toBeVisible();
  await receiver.getByRole('tab', { name: /Recordings/ }).click();
  await expect(receiver.getByRole('heading', { name: 'Recorded for these files' })).toBeVisible();
  await other.close();
});

test('two recordings are compared by their address, and swapped', async ({ page }) => {
  await page.goto('/recordings');
  await page.getByRole('link', { name: 'Ubuntu to slim', exact: true }).click();
  await expect(page.getByText('−439 MB')).toBeVisible();
  await expect(page.getByText('only in the first').first()).toBeVisible();
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(page.getByText('+439 MB')).toBeVisible();
  expect(new URL(page.url()).search).toBe('?a=hefner-slim&b=hefner-ubuntu');
  await page.getByRole('combobox', { name: 'To' }).selectOption('playground');
  await expect(page.getByText('predicted', { exact: true }).first()).toBeVisible();
  await page.goto('/recordings/compare?a=no-such&b=hefner-slim');
  await expect(page.getByRole('alert').filter({ hasText: 'no recording called' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`reading and comparing have no axe violation in the ${colorScheme} theme and fit 360 px`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await page.goto('/recordings/read');
    await readLog(page, log);
    await expect(page.getByText(/Dockerfile reconstructed/).first()).toBeVisible();
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    await page.goto('/recordings/compare?a=queue-compiler&b=queue-compiler-stages');
    await expect(page.getByRole('heading', { name: 'Step by step' })).toBeVisible();
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
}
