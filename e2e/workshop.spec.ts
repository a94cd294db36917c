import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import {
  barOf,
  chooseFor,
  expectConnected,
  joinRoom,
  laptop,
  openBrowser,
  openSeatDialog,
  type Person,
  panel,
  personIn,
  phone,
  startRoom,
  writeDockerfile,
} from './workshop-people';

const root = path.resolve(import.meta.dirname, '..');
const slim = readFileSync(path.join(root, 'content/lessons/queue-consumer/02-slim/solution/Dockerfile'), 'utf8');

test('a host leads five people through a workshop', async ({ browser }) => {
  test.setTimeout(300_000);
  const host = await openBrowser(browser, 'Grace', laptop);
  const room = await startRoom(host.page, 'Small images', 'Grace');

  const ada = await openBrowser(browser, 'Ada Anders', laptop);
  const ben = await openBrowser(browser, 'Ben Bruhn', phone);
  const cleo = await openBrowser(browser, 'Cleo Custer', phone);
  const dina = await openBrowser(browser, 'Dina Dorn', phone);
  const emil = await openBrowser(browser, 'Emil Ebel', phone);
  const people: readonly Person[] = [ada, ben, cleo, dina, emil];

  const expectSeats = async (count: number) =>
    expect(panel(host.page, 'Everybody').getByRole('status')).toHaveText(new RegExp(`^${count} of `));

  await test.step('five people join by the code', async () => {
    for (const person of people) await joinRoom(person, room);
    for (const { name } of people) await expect(personIn(host.page, name)).toBeVisible();
    await expectSeats(5);
  });

  await test.step('a reload and a second tab find the same seat', async () => {
    await ada.page.reload();
    await expectConnected(ada.page, room);
    const second = await ben.context.newPage();
    await second.goto(`/join/${room.code}`);
    await expect(second.getByText('You have a place here: Ben Bruhn')).toBeVisible();
    await second.getByRole('button', { name: 'Go on with the workshop' }).click();
    await expectConnected(second, room);
    await expectConnected(ben.page, room);
    await second.close();
    await expectConnected(ben.page, room);
    await expect(panel(host.page, 'Everybody').getByRole('status')).toHaveText('5 of 5');
  });

  await test.step('somebody who goes on alone stays where they are when the host brings everybody to a lesson', async () => {
    const dialog = await openSeatDialog(emil.page, room);
    await dialog.getByRole('checkbox', { name: 'Follow the host' }).uncheck();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await panel(host.page, 'Place').getByLabel('Lesson or goal').selectOption('queue-consumer/02-slim');
    await host.page.getByRole('button', { name: 'Bring everybody there' }).click();
    for (const { page } of [ada, ben, cleo, dina]) {
      await expect(page.getByRole('heading', { level: 1, name: 'Take two: slim' })).toBeVisible();
    }
    await openSeatDialog(emil.page, room);
    await expect(emil.page.getByRole('button', { name: 'The host is at Take two: slim' })).toBeVisible();
    await emil.page.keyboard.press('Escape');
    await expect(emil.page.getByRole('heading', { level: 1 })).toHaveText('Take one: Ubuntu');
  });

  await test.step('edits made without a connection arrive when it is back', async () => {
    await expectConnected(cleo.page, room);
    await cleo.context.setOffline(true);
    await expect(barOf(cleo.page, room)).toContainText('Offline');
    await writeDockerfile(cleo.page, `# written on a train\n${slim}`);
    await expect(cleo.page.getByText(/kept here and sent when the connection is back/).first()).toBeVisible();
    await cleo.context.setOffline(false);
    await expectConnected(cleo.page, room);
    await personIn(host.page, cleo.name)
      .getByRole('button', { name: `Files of ${cleo.name}` })
      .click();
    const files = host.page.getByRole('dialog', { name: /Cleo Custer/ });
    await expect(files.getByRole('textbox', { name: 'Dockerfile' })).toHaveValue(/written on a train/);
    await expect(files.getByRole('region', { name: 'Take two: slim' })).toBeVisible();
    await host.page.keyboard.press('Escape');
  });

  await test.step('a lesson is locked and opened again', async () => {
    await host.page.getByRole('button', { name: 'Lock it' }).click();
    const locked = ada.page.getByRole('heading', { name: 'The host has not opened this lesson yet' });
    await expect(locked).toBeVisible();
    await host.page.getByRole('button', { name: 'Unlock it' }).click();
    await expect(locked).toHaveCount(0);
  });

  await test.step('a timer runs, is extended and cancelled', async () => {
    const timer = panel(host.page, 'Timer');
    await timer.getByLabel('Minutes').fill('10');
    await timer.getByRole('button', { name: 'Start' }).click();
    for (const { page } of people) await expect(page.getByRole('timer')).toHaveText(/^(10:00|9:\d\d)$/);
    await timer.getByRole('button', { name: 'Five minutes more' }).click();
    for (const { page } of people) await expect(page.getByRole('timer')).toHaveText(/^1[1-5]:\d\d$/);
    await timer.getByRole('button', { name: 'Cancel' }).click();
    for (const { page } of people) await expect(page.getByRole('timer')).toHaveCount(0);
  });

  await test.step('a message reaches everybody, and stays closed once it is', async () => {
    await panel(host.page, 'Message to all').getByLabel('Text').fill('Break <b>now</b>, back at three');
    await panel(host.page, 'Message to all').getByRole('button', { name: 'Send' }).click();
    for (const { page } of people) {
      const message = page.getByText('Break <b>now</b>, back at three').locator('visible=true').last();
      await expect(message).toBeVisible();
    }
    await ada.page.getByRole('button', { name: 'Close' }).click();
    await ada.page.reload();
    await expectConnected(ada.page, room);
    await expect(ada.page.getByText('back at three')).toHaveCount(0);
  });

  await test.step('hands are queued, answered and taken back', async () => {
    const hand = (person: Person) => barOf(person.page, room).getByRole('button', { name: /Raise hand|Hand raised/ });
    await hand(dina).click();
    await dina.page.getByLabel('What is it about?').fill('pip finds no wheel');
    await dina.page.keyboard.press('Enter');
    await expect(hand(dina)).toHaveText('Hand raised');
    await hand(ben).click();
    await ben.page.getByRole('button', { name: 'Raise my hand' }).click();
    const queue = panel(host.page, 'Hands').getByRole('listitem');
    await expect(queue).toHaveText([/Dina Dorn.*pip finds no wheel/, /Ben Bruhn/]);
    await queue.first().getByRole('button', { name: 'Answered' }).click();
    await expect(hand(dina)).toHaveText('Raise hand');
    await hand(ben).click();
    await expect(queue).toHaveCount(0);
  });

  await test.step('a poll is opened, answered and shown', async () => {
    const polls = panel(host.page, 'Polls');
    await polls.getByLabel('Question').fill('Which base is smaller?');
    await polls.getByLabel('Answers, one a line').fill('ubuntu\npython:slim');
    await polls.getByRole('button', { name: 'Open the poll' }).click();
    for (const { page } of [ada, ben]) await page.getByRole('radio', { name: 'python:slim' }).check();
    await cleo.page.getByRole('radio', { name: 'ubuntu' }).check();
    await expect(polls.getByText('3 answers, still open')).toBeVisible();
    await expect(dina.page.getByText(/67\s%/)).toHaveCount(0);
    await polls.getByRole('button', { name: 'Show the answers' }).click();
    for (const { page } of people) {
      await expect(page.getByRole('listitem').filter({ hasText: 'python:slim' })).toContainText(/2\s*67/);
      await page.getByRole('button', { name: 'Close', exact: true }).last().click();
    }
  });

  const projector = await host.context.newPage();
  await projector.goto(`/workshop/${room.code}/projector`);
  await expect(projector.getByRole('heading', { level: 1, name: room.title })).toBeVisible();
  const expectNoNames = async () => {
    for (const { name } of people) await expect(projector.getByText(name)).toHaveCount(0);
  };

  await test.step('work is shown to everybody only by those who agree, and named only where they want it', async () => {
    await chooseFor(host.page, dina.name, /Ask to show/);
    await dina.page.getByRole('button', { name: 'Rather not' }).click();
    await expect(panel(host.page, 'Everybody sees')).toHaveCount(0);

    await writeDockerfile(ada.page, `# nobody knows whose\n${slim}`);
    await chooseFor(host.page, ada.name, /Ask to show/);
    await ada.page.getByRole('button', { name: 'Show them without' }).click();
    const unnamed = ben.page.getByRole('region', { name: 'The room looks at somebody’s files' });
    await expect(unnamed.getByRole('textbox', { name: 'Dockerfile' })).toHaveValue(/nobody knows whose/);
    await expect(projector.getByRole('textbox', { name: 'Dockerfile' })).toHaveValue(/nobody knows whose/);
    await expectNoNames();
    await ada.page.getByRole('button', { name: 'Stop showing them' }).click();
    await expect(unnamed).toHaveCount(0);

    await chooseFor(host.page, cleo.name, /Ask to show/);
    await cleo.page.getByRole('button', { name: 'Show them with my name' }).click();
    const named = ben.page.getByRole('region', { name: 'The room looks at Cleo Custer’s files' });
    await expect(named.getByRole('textbox', { name: 'Dockerfile' })).toHaveValue(/written on a train/);
    await writeDockerfile(cleo.page, `# edited while all look on\n${slim}`);
    await expect(named.getByRole('textbox', { name: 'Dockerfile' })).toHaveValue(/edited while all look on/);
    await expectNoNames();
    await panel(host.page, 'Everybody sees').getByRole('button', { name: 'End the spotlight' }).click();
    await expect(named).toHaveCount(0);
  });

  await test.step('nobody’s stream has carried anything of others that they did not agree to', async () => {
    for (const { heard, name } of people) {
      expect(heard()).toContain(name);
      for (const other of people) {
        if (other.name !== name && other !== cleo)
          expect(heard(), `${name} hears of ${other.name}`).not.toContain(other.name);
      }
      expect(heard()).not.toContain('"credential":"');
    }
    expect(ben.heard()).toContain('nobody knows whose');
  });

  await test.step('the room sees the host’s lesson and editor live', async () => {
    await host.page.getByRole('link', { name: 'To the lesson' }).click();
    const bar = host.page.getByRole('region', { name: `You lead the workshop ${room.title}` });
    await bar.getByRole('button', { name: 'Show this editor' }).click();
    await writeDockerfile(host.page, 'FROM python:3.13-slim\n# typed before everybody\n');
    for (const { page } of [ada, dina]) {
      const shown = page.getByRole('region', { name: 'The host’s editor, live' });
      await expect(shown.getByRole('textbox', { name: 'Dockerfile' })).toHaveValue(/typed before everybody/);
    }
    await bar.getByRole('button', { name: 'The room sees this editor' }).click();
    await expect(ada.page.getByRole('region', { name: 'The host’s editor, live' })).toHaveCount(0);
    await bar.getByRole('link', { name: 'Back to the room' }).click();
    await expectSeats(5);
  });

  await test.step('a leaderboard is shown when the host wants one', async () => {
    await expect(ben.page.getByText('The host shows who is furthest', { exact: true })).toHaveCount(0);
    await host.page.getByRole('button', { name: 'Show a leaderboard' }).click();
    await expect(ben.page.getByRole('listitem').filter({ hasText: 'Cleo Custer' })).toContainText('goal');
    await expectNoNames();
    await host.page.getByRole('button', { name: 'Hide the leaderboard' }).click();
    await expect(ben.page.getByText('The host shows who is furthest', { exact: true })).toHaveCount(0);
  });

  await test.step('who is removed may come back to their seat; who is banned may not', async () => {
    await chooseFor(host.page, dina.name, /^Remove/);
    await expect(dina.page.getByText(/A host removed you/).first()).toBeVisible();
    await expectSeats(4);
    await dina.page.getByRole('link', { name: 'To the door of the workshop' }).click();
    await dina.page.getByLabel('Your name in the workshop').fill('Somebody else');
    await dina.page.getByRole('button', { name: 'Join', exact: true }).click();
    await expectConnected(dina.page, room);
    await expect(personIn(host.page, dina.name)).toBeVisible();
    await expectSeats(5);

    await chooseFor(host.page, emil.name, /^Ban/);
    await expect(emil.page.getByText(/A host ended your participation/).first()).toBeVisible();
    await emil.page.goto(`/join/${room.code}`);
    await emil.page.getByLabel('Your name in the workshop').fill('A new name');
    await emil.page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(emil.page.getByText('A host has ended your participation in this workshop.')).toBeVisible();
    await expectSeats(4);
  });

  await test.step('results are taken as CSV and JSON', async () => {
    const fetchResults = async (name: string) => {
      const address = await host.page.getByRole('link', { name }).getAttribute('href');
      return (await host.context.request.get(address ?? '')).text();
    };
    const csv = await fetchResults('Results as CSV');
    for (const { name } of people) expect(csv).toContain(`"${name}"`);
    const results: unknown = JSON.parse(await fetchResults('Results as JSON'));
    expect(results).toMatchObject({ code: room.code, title: room.title });
    expect(JSON.stringify(results)).toContain('Which base is smaller?');
    expect(csv).not.toContain('written on a train');
  });

  await test.step('the room is deleted, and everybody keeps their work', async () => {
    await host.page.getByRole('button', { name: 'Delete the room' }).click();
    await host.page.getByRole('button', { name: 'Delete it' }).click();
    await expect(host.page).toHaveURL(/\/workshop$/);
    await expect(cleo.page.getByText(/The workshop was deleted/).first()).toBeVisible();
    await cleo.page.getByRole('button', { name: 'Close the bar' }).click();
    await expect(barOf(cleo.page, room)).toHaveCount(0);
    await cleo.page.goto(`/join/${room.code}`);
    await expect(cleo.page.getByText(/There is no workshop with this code/)).toBeVisible();
  });

  await Promise.all([host, ...people].map(({ context }) => context.close()));
});
