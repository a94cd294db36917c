import { createRoom } from '@/lib/workshop/server/entrance';

export const POST = (request: Request): Promise<Response> => createRoom(request);
