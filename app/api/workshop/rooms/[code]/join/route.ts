import { joinRoom } from '@/lib/workshop/server/entrance';

export const POST = async (request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> =>
  joinRoom(request, (await params).code);
