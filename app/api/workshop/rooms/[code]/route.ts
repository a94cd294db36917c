import { showDoor } from '@/lib/workshop/server/entrance';
import { deleteRoom } from '@/lib/workshop/server/inside';

interface Context {
  readonly params: Promise<{ code: string }>;
}

export const GET = async (request: Request, { params }: Context): Promise<Response> =>
  showDoor(request, (await params).code);

export const DELETE = async (request: Request, { params }: Context): Promise<Response> =>
  deleteRoom(request, (await params).code);
