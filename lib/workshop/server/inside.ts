import { command as commandSchema } from '../commands';
import { rights } from '../permissions';
import type { SeatFiles } from '../protocol';
import { refuse } from '../refusals';
import { collectResults, writeCsv } from '../results';
import { enterAs, enterAsHost, serve } from './doors';
import { answer, checkOrigin, readBody, readKey, readLastNumber } from './requests';

/** POST rooms/CODE/commands: what a host or participant wants done. */
export const runCommand = (request: Request, code: string): Promise<Response> =>
  serve(async () => {
    const body = await readBody(request, commandSchema);
    if (!body.ok) return answer(body);
    const key = readKey(request);
    if (key === null) return answer(refuse('bad-request'));
    // The command says in which role it is meant: a browser may be host and participant of one room.
    const role = rights[body.value.kind] === 'seat' ? 'seat' : 'host';
    const visit = await enterAs(request, code, role);
    if (!visit.ok) return answer(visit);
    return answer(await visit.hub.command(visit.room, visit.viewer, body.value, key));
  });

/** GET rooms/CODE/events: the stream. Compression and buffering on the way would hold events back. */
export const openEvents = (request: Request, code: string): Promise<Response> =>
  serve(async () => {
    const visit = await enterAs(request, code);
    if (!visit.ok) return answer(visit);
    const { hub, room, viewer } = visit;
    if (room.state.ended) return answer(refuse('room-ended'));
    const lastNumber = readLastNumber(request);
    // Another process may have told this client more than we know yet.
    if (lastNumber !== null && lastNumber > room.state.number) await room.catchUp(lastNumber);
    const stream = hub.openStream(room, viewer, lastNumber);
    if ('ok' in stream) return answer(stream);
    return new Response(stream.body, {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-cache, no-transform',
        'X-Accel-Buffering': 'no',
      },
    });
  });

/** GET rooms/CODE/files?seat=ID: somebody's files, for hosts who look. */
export const readSeatFiles = (request: Request, code: string): Promise<Response> =>
  serve(async () => {
    const visit = await enterAsHost(request, code);
    if (!visit.ok) return answer(visit);
    const id = new URL(request.url).searchParams.get('seat') ?? '';
    const { seats } = visit.room.state;
    const seat = Object.hasOwn(seats, id) ? seats[id] : undefined;
    if (seat === undefined) return answer(refuse('no-such-seat'));
    const lessons = Object.entries(seat.files).map(([lesson, files]) => [
      lesson,
      Object.entries(files).map(([path, { text, savedAt }]) => ({ path, text: text ?? '', savedAt })),
    ]);
    const found: SeatFiles = { ok: true, files: Object.fromEntries(lessons) };
    return answer(found);
  });

/** GET rooms/CODE/export?format=csv|json: results as a file. */
export const exportResults = (request: Request, code: string): Promise<Response> =>
  serve(async () => {
    const visit = await enterAsHost(request, code);
    if (!visit.ok) return answer(visit);
    const results = collectResults(visit.room.state);
    const format = new URL(request.url).searchParams.get('format');
    if (format !== 'csv' && format !== 'json') return answer(refuse('bad-request'));
    const [type, body] =
      format === 'csv'
        ? ['text/csv; charset=utf-8', writeCsv(results)]
        : ['application/json; charset=utf-8', `${JSON.stringify(results, null, 2)}\n`];
    return new Response(body, {
      headers: {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="workshop-${visit.room.code}.${format}"`,
        'Cache-Control': 'no-store',
      },
    });
  });

/** DELETE rooms/CODE: the room and all that was kept of it, by the host who holds the controls. */
export const deleteRoom = (request: Request, code: string): Promise<Response> =>
  serve(async () => {
    const foreign = checkOrigin(request);
    if (foreign !== null) return answer(foreign);
    const visit = await enterAsHost(request, code);
    if (!visit.ok) return answer(visit);
    if (visit.room.state.holder !== visit.viewer.id) return answer(refuse('needs-controls'));
    await visit.hub.delete(visit.room);
    return answer({ ok: true });
  });
